package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import octet.Model;
import octet.Octet;
import octet.data.Sample;
import octet.data.Tensor;
import octet.graph.DataType;
import octet.onnx.proto.StringStringEntryProto;
import octet.onnx.proto.TensorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models whose numbers have 16 bits. */
class HalfPrecisionTest {
    private static final TensorProto.DataType HALF = TensorProto.DataType.FLOAT16;
    private static final short ONE = 0x3C00;
    private static final short TWO = 0x4000;
    private static final short HALF_ONE = 0x3800;

    @TempDir
    private Path folder;

    private static byte[] bytes(short... halves) {
        var bytes = ByteBuffer.allocate(2 * halves.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(halves);
        return bytes.array();
    }

    private static TestModel product(TensorProto weights) {
        return TestModel.opset(13)
                .input("x", HALF, -1, 2)
                .initializer(weights)
                .node("MatMul", "y", "x", "w")
                .output("y");
    }

    /** The matrix {{1, 2}, {0.5, -1}}. */
    private static TensorProto raw() {
        return Protos.raw("w", HALF, bytes(ONE, TWO, HALF_ONE, (short) 0xBC00), 2, 2);
    }

    @Test
    void halvesAndFloats_areFedAndRead() throws IOException {
        Model model = Octet.load(product(raw()).write(folder));
        assertThat(model.inputs()).singleElement().hasToString("x: float16 [?, 2]");
        Tensor expected = Tensor.of(DataType.FLOAT16, new short[] {TWO, 0}, 1, 2);
        Tensor halves = Tensor.of(DataType.FLOAT16, new short[] {ONE, TWO}, 1, 2);
        assertThat(model.run(Sample.of(halves))).containsEntry("y", expected);
        Tensor floats = Tensor.of(new float[] {1, 2}, 1, 2);
        assertThat(model.run(Sample.of(floats))).containsEntry("y", expected);
        assertThat(expected.toFloats()).containsExactly(2, 0);
    }

    @Test
    void weights_areReadAsFloats_whereverTheyAre() throws IOException {
        float[] expected = {1, 2, 0.5f, -1};
        assertThat(new OnnxConstant(raw(), folder).floats()).containsExactly(expected);
        var listed = TensorProto.newBuilder()
                .setName("w")
                .setDataType(HALF.getNumber())
                .addAllDims(List.of(2L, 2L))
                .addAllInt32Data(List.of((int) ONE, (int) TWO, (int) HALF_ONE, 0xBC00));
        assertThat(new OnnxConstant(listed.build(), folder).floats()).containsExactly(expected);
        Files.write(folder.resolve("w.bin"), bytes(ONE, TWO, HALF_ONE, (short) 0xBC00));
        var outside = listed.clearInt32Data()
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue("w.bin"));
        assertThat(new OnnxConstant(outside.build(), folder).floats()).containsExactly(expected);
        var brain = Protos.raw("w", TensorProto.DataType.BFLOAT16, bytes((short) 0x3F80, (short) 0xC000), 2);
        assertThat(new OnnxConstant(brain, folder).floats()).containsExactly(1, -2);
    }

    /** Placement leaves 16 bits alone; the chain must run to its end and say so. */
    @Test
    void theChain_runsToItsEnd() throws IOException {
        Model model = Octet.load(product(raw()).write(folder));
        List<Sample> samples = new ArrayList<>();
        for (int i = 1; i < 4; i++) {
            samples.add(Sample.of(Map.of("x", Tensor.of(new float[] {i, 0.25f * i}, 1, 2))));
        }
        var int8 = model.calibrate(Octet.samples(samples)).quantize();
        assertThat(int8.check()).asString().contains("identical outputs", "No operation is in int8");
        assertThat(int8.validate(Octet.samples(samples))).asString().contains("identical");
        Path saved = int8.save(folder.resolve("int8.onnx"));
        assertThat(model.compare(saved, Octet.samples(samples), null).error().cosine())
                .isEqualTo(1);
    }
}
