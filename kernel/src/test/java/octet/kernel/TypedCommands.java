package octet.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import octet.onnx.proto.GraphProto;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.TensorProto;
import octet.onnx.proto.TypeProto;
import octet.onnx.proto.ValueInfoProto;
import octet.progress.ConsoleProgress;
import octet.progress.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A small model, its data, and commands to type. */
abstract class TypedCommands {
    static final int WIDTH = 4;

    @TempDir
    Path folder;

    Path model;
    Path data;

    @BeforeEach
    void write() throws IOException {
        model = product("model.onnx", "y", 1);
        data = npy("data.npy", 6, WIDTH);
    }

    /** What a command printed, on both streams. */
    record Said(int code, String text) {}

    static Said say(Object... arguments) {
        var bytes = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (var both = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(both);
            System.setErr(both);
            Progress.showIn(new ConsoleProgress(both));
            String[] texts = new String[arguments.length];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = arguments[i].toString();
            }
            return new Said(Main.execute(texts), bytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
            Progress.showIn(new ConsoleProgress(err));
        }
    }

    static Said refused(int code, Object... arguments) {
        Said said = say(arguments);
        assertThat(said.code()).as(said.text()).isEqualTo(code);
        assertThat(said.text()).doesNotContain("\tat ", "map(", "layers(", "ignore(", "save(", "Infinity");
        return said;
    }

    /** Two products one behind the other, the first column of the first and the first row of the second scaled. */
    Path product(String name, String output, float scale) throws IOException {
        GraphProto.Builder graph = GraphProto.newBuilder().setName("g").addInput(value("x", 1));
        graph.addOutput(ValueInfoProto.newBuilder().setName(output));
        graph.addInitializer(matrix("w", WIDTH, scale)).addInitializer(matrix("v", 1, 1 / scale));
        graph.addNodeBuilder()
                .setOpType("MatMul")
                .setName("first")
                .addInput("x")
                .addInput("w")
                .addOutput("m");
        graph.addNodeBuilder()
                .setOpType("MatMul")
                .setName("it's")
                .addInput("m")
                .addInput("v")
                .addOutput("n");
        graph.addNodeBuilder().setOpType("Tanh").setName("last").addInput("n").addOutput(output);
        var built = ModelProto.newBuilder().setIrVersion(7).setGraph(graph);
        built.addOpsetImportBuilder().setVersion(13);
        return Files.write(folder.resolve(name), built.build().toByteArray());
    }

    private static ValueInfoProto value(String name, int type) {
        var tensor = TypeProto.Tensor.newBuilder().setElemType(type);
        tensor.getShapeBuilder().addDimBuilder().setDimParam("n");
        tensor.getShapeBuilder().addDimBuilder().setDimValue(WIDTH);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    /** Random numbers, four of them scaled, at this distance from each other. */
    private static TensorProto matrix(String name, int distance, float scale) {
        var random = new Random(name.hashCode());
        var tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(1)
                .addDims(WIDTH)
                .addDims(WIDTH);
        for (int i = 0; i < WIDTH * WIDTH; i++) {
            boolean scaled = i % distance == 0 && i / distance < WIDTH;
            tensor.addFloatData((float) random.nextGaussian() * (scaled ? scale : 1));
        }
        return tensor.build();
    }

    Path npy(String name, int rows, int columns) throws IOException {
        String header =
                "{'descr': '<f8', 'fortran_order': False, 'shape': (" + rows + ", " + columns + "), }          \n";
        var bytes = ByteBuffer.allocate(10 + header.length() + 8 * rows * columns)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) header.length())
                .put(header.getBytes(StandardCharsets.ISO_8859_1));
        var random = new Random(1);
        for (int i = 0; i < rows * columns; i++) {
            bytes.putDouble(random.nextGaussian());
        }
        return Files.write(folder.resolve(name), bytes.array());
    }
}
