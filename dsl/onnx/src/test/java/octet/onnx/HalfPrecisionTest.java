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
import octet.data.Csv;
import octet.data.Sample;
import octet.data.Tensor;
import octet.graph.DataType;
import octet.onnx.proto.ModelProto;
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

    @Test
    void theChain_quantizesWhatIsReadAsFloat32_andKeepsTheTypesOutside() throws IOException {
        Model model = Octet.load(product(raw()).write(folder));
        assertThat(model.info().remarks()).anyMatch(remark -> remark.contains("16 bits read as float32"));
        List<Sample> samples = new ArrayList<>();
        for (int i = 1; i < 4; i++) {
            samples.add(Sample.of(Map.of("x", Tensor.of(new float[] {i, 0.25f * i}, 1, 2))));
        }
        var int8 = model.calibrate(Octet.samples(samples)).quantize();
        assertThat(int8.plan().quantizedOperations()).isEqualTo(1);
        assertThat(int8.check().error().sqnr()).isGreaterThan(30);
        Path saved = int8.save(folder.resolve("int8.onnx"));
        try (var opened = new OnnxFormat().open(saved)) {
            var outputs = opened.session().run(Map.of("x", Tensor.of(DataType.FLOAT16, new short[] {ONE, TWO}, 1, 2)));
            assertThat(outputs.get("y").type()).isEqualTo(DataType.FLOAT16);
        }
        assertThat(model.compare(saved, Octet.samples(samples), null).error().sqnr())
                .isGreaterThan(30);
    }

    private static TestModel everything() {
        var body = TestModel.opset(13).node("Mul", "squared", "p", "p").output("squared");
        var other = TestModel.opset(13).node("Identity", "same", "p").output("same");
        return TestModel.opset(13)
                .input("x", -1, 8, 6, 6)
                .gaussian("w", 64, 8, 3, 3)
                .gaussian("v", 64, 4)
                .node("Conv", "c", "x", "w")
                .node("Relu", "r", "c")
                .node("GlobalAveragePool", "p", "r")
                .node("Flatten", "f", "p")
                .node("MatMul", "y", "f", "v")
                .node("Softmax", "s", "y")
                .node("ReduceMax", "large", List.of("x"), Protos.integer("keepdims", 0))
                .node(
                        "Cast",
                        "condition",
                        List.of("large"),
                        Protos.integer("to", TensorProto.DataType.BOOL.getNumber()))
                .node(
                        "If",
                        "chosen",
                        List.of("condition"),
                        TestModel.body("then_branch", body),
                        TestModel.body("else_branch", other))
                .output("y")
                .output("s")
                .output("chosen");
    }

    /** A value that is read on, outputs that are not the last, sub-graphs that read values from outside. */
    @Test
    void aModelOfHalves_isQuantizedLikeTheSameOfFloats() throws IOException {
        Model floats = Octet.load(everything().write(folder));
        Path file = folder.resolve("half.onnx");
        Files.write(file, Halves.of(everything().build()).toByteArray());
        Model halves = Octet.load(file);
        assertThat(halves.inputs()).extracting(input -> input.type()).containsExactly(DataType.FLOAT16);
        var data = Quantizing.samples(floats.inputs());
        var expected = floats.calibrate(data).quantize();
        var int8 = halves.calibrate(data).quantize();
        assertThat(int8.plan().decisions())
                .filteredOn(decision -> decision.quantized())
                .isEqualTo(expected.plan().decisions().stream()
                        .filter(decision -> decision.quantized())
                        .toList())
                .hasSizeGreaterThan(1);
        assertThat(int8.check().error().sqnr())
                .isGreaterThan(expected.check().error().sqnr() - 2);
        assertThat(int8.run(data.toList().get(0)).values())
                .allMatch(tensor -> tensor.type() == DataType.FLOAT16)
                .hasSize(3);
    }

    @Test
    void theTextRecogniser_inHalves_readsAsWell() throws IOException {
        Path floats = Resources.copy("models/ch_PP-OCRv4_rec_infer.onnx", folder);
        Path file = folder.resolve("half.onnx");
        Files.write(
                file,
                Halves.of(ModelProto.parseFrom(Files.readAllBytes(floats))).toByteArray());
        Model model = Octet.load(file);
        var pictures = Octet.images(Resources.data("lines").toString())
                .bgr()
                .height(48)
                .normalize(127.5, 127.5)
                .labels(Csv.read(Resources.data("lines.csv")).where("split", "calibration"));
        var int8 = model.calibrate(pictures, 40).quantize();
        assertThat(int8.plan().quantizedOperations()).isGreaterThan(30);
        assertThat(int8.check().error().sqnr()).isGreaterThan(12);
        assertThat(int8.bytes()).isLessThan(model.info().bytes() * 6 / 10);
        assertThat(int8.check().outputs()).isNotEmpty();
    }
}
