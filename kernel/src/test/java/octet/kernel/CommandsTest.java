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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The commands as a person types them: what they say, and that nobody is told to write code. */
class CommandsTest {
    private static final int WIDTH = 4;

    @TempDir
    private Path folder;

    private Path model;
    private Path data;

    @BeforeEach
    void write() throws IOException {
        model = product("model.onnx", "y", 1);
        data = npy("data.npy", 6, WIDTH);
    }

    /** What a command printed, on both streams. */
    private record Said(int code, String text) {}

    private static Said say(Object... arguments) {
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

    private static Said refused(int code, Object... arguments) {
        Said said = say(arguments);
        assertThat(said.code()).as(said.text()).isEqualTo(code);
        assertThat(said.text()).doesNotContain("\tat ", "map(", "layers(", "ignore(", "save(", "Infinity");
        return said;
    }

    /** Two products one behind the other, the first column of the first and the first row of the second scaled. */
    private Path product(String name, String output, float scale) throws IOException {
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

    private Path npy(String name, int rows, int columns) throws IOException {
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

    @Test
    void quantize_andValidate_runToTheirEnd_onDataOfAnotherWidth() {
        Path out = folder.resolve("int8.onnx");
        Said quantized = say("quantize", model, "--data", data, "--output", out);
        assertThat(quantized.code()).as(quantized.text()).isZero();
        assertThat(quantized.text())
                .containsOnlyOnce("Calibrating: converted 'x' from float64 to float32")
                .contains("Saved " + out);
        Said validated = say("validate", model, out, "--data", data);
        assertThat(validated.code()).as(validated.text()).isZero();
        assertThat(validated.text()).contains("SQNR of outputs", " dB");
    }

    @Test
    void theSameModelTwice_isIdentical() {
        Said said = say("validate", model, model, "--data", data);
        assertThat(said.code()).isZero();
        assertThat(said.text()).contains("identical").doesNotContain("Infinity");
    }

    @Test
    void anotherModel_cannotBeValidated() throws IOException {
        Path other = product("other.onnx", "z", 1);
        assertThat(refused(1, "validate", model, other, "--data", data).text())
                .contains("other.onnx cannot be compared with model.onnx", "no output 'y' (nearest: 'z')");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aNumberOfSamplesBelowOne_isRefused_beforeTheModelIsLoaded(int samples) {
        Path none = folder.resolve("none.onnx");
        assertThat(refused(
                                CommandLine.ExitCode.USAGE,
                                "quantize",
                                none,
                                "--data",
                                data,
                                "--output",
                                folder.resolve("o.onnx"),
                                "--samples",
                                samples)
                        .text())
                .contains("--samples is " + samples, "at least 1")
                .doesNotContain("none.onnx");
    }

    @Test
    void missingData_isRefused_beforeTheModelIsLoaded() {
        Path none = folder.resolve("none.onnx");
        Path missing = folder.resolve("none.npz");
        String out = folder.resolve("o.onnx").toString();
        assertThat(refused(1, "quantize", none, "--data", missing, "--output", out)
                        .text())
                .contains("There is no file " + missing)
                .doesNotContain("none.onnx");
        assertThat(refused(1, "validate", none, none, "--data", missing).text())
                .contains("There is no file " + missing)
                .doesNotContain("none.onnx");
    }

    @Test
    void dataThatDoesNotFit_isToldAsArraysOfTheFile() throws IOException {
        Path wide = npy("wide.npy", 3, WIDTH + 1);
        assertThat(refused(1, "quantize", model, "--data", wide, "--output", folder.resolve("o.onnx"))
                        .text())
                .contains("wide.npy: the array 'x' has the shape [3, 5], which cannot be dealt out as [?, 4]");
    }

    @Test
    void whatToIgnore_isToldAsAnOption() throws IOException {
        String out = folder.resolve("o.onnx").toString();
        assertThat(refused(1, "quantize", model, "--data", data, "--output", out, "--ignore", "frist")
                        .text())
                .contains("'frist' matches no operation (nearest: 'first'");
        Path poor = product("poor.onnx", "y", 1e6f);
        Said said = say("quantize", poor, "--data", data, "--output", out);
        assertThat(said.text())
                .contains("far from float", "Try: --ignore 'it'\\''s' brings it from 0.0 to ")
                .doesNotContain("ignore(", "layers(");
    }

    /** Through the JVM that is made for cells, which must not blame a cell. */
    @Test
    void aNotebookInPython_isRefused_withoutAWordMore() throws IOException, InterruptedException {
        Path notebook = Files.writeString(
                folder.resolve("n.ipynb"),
                "{\"nbformat\":4,\"nbformat_minor\":5,\"cells\":[],\"metadata\":{\"kernelspec\":{\"language\":\"python\"}}}");
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        notebook.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor()).isEqualTo(1);
        assertThat(said.lines()).singleElement().asString().contains("n.ipynb is a notebook in python");
    }

    @Test
    void aFolderThatIsNotThere_isRefused_beforeACellRuns() throws IOException {
        Path notebook = Files.writeString(
                folder.resolve("n.ipynb"), "{\"nbformat\":4,\"nbformat_minor\":5,\"metadata\":{},\"cells\":[]}");
        for (String option : new String[] {"--output", "--html"}) {
            assertThat(refused(1, "run", notebook, option, folder.resolve("nodir/out"))
                            .text())
                    .contains("there is no folder " + folder.resolve("nodir"));
        }
        assertThat(folder.resolve("nodir")).doesNotExist();
    }
}
