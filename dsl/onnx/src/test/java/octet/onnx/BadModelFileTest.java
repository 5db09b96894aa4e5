package octet.onnx;

import static octet.onnx.BadFile.bad;
import static octet.onnx.BadFile.bytes;
import static octet.onnx.BadFile.model;
import static octet.onnx.BadFile.unsupported;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.NodeProto;
import octet.onnx.proto.OperatorSetIdProto;
import octet.onnx.proto.TensorProto;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are no model, and models whose parts contradict each other. */
class BadModelFileTest {
    private static final byte[] WHOLE = TestModel.small().build().toByteArray();

    @TempDir
    private Path folder;

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] random() {
        byte[] bytes = new byte[4096];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static byte[] zip() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("model.onnx"));
            zip.write(WHOLE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip() {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(WHOLE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] tar() {
        byte[] bytes = new byte[1024];
        System.arraycopy(text("model.onnx"), 0, bytes, 0, 10);
        System.arraycopy(text("ustar"), 0, bytes, 257, 5);
        return bytes;
    }

    /** Graph in attribute in node in graph, written from the inside, as the builder would overflow the stack. */
    private static byte[] nested(int depth) {
        byte[] graph = {};
        for (int i = 0; i < depth; i++) {
            graph = field(1, field(5, field(6, graph)));
            if (graph.length > 1 << 22) {
                break;
            }
        }
        return field(7, graph);
    }

    /** A length-delimited field of a protobuf message. */
    private static byte[] field(int number, byte[] contents) {
        var out = new ByteArrayOutputStream();
        out.write(number << 3 | 2);
        int length = contents.length;
        for (; length > 127; length >>>= 7) {
            out.write(length & 127 | 128);
        }
        out.write(length);
        out.writeBytes(contents);
        return out.toByteArray();
    }

    static List<BadFile> noModels() {
        return List.of(
                bad("missing file", folder -> folder.resolve("none.onnx"), "There is no file", "current folder"),
                bad("a folder", folder -> Files.createDirectory(folder.resolve("m.onnx")), "not a regular file"),
                bytes("O1 empty", new byte[0], "is empty"),
                bytes(
                        "O2 truncated",
                        Arrays.copyOf(WHOLE, WHOLE.length / 2),
                        "not a whole ONNX model: it ends at byte " + WHOLE.length / 2
                                + ", inside its part 'graph', which",
                        "begins at byte "),
                bytes("O2 truncated to the first field", Arrays.copyOf(WHOLE, 2), "holds no graph"),
                bytes("O3 random", random(), "not a whole ONNX model: at byte"),
                bytes("O4 HTML", text("\n<!DOCTYPE html><html><body>404"), "an HTML page"),
                bytes("O4 HTML without a doctype", text("<HTML><head>"), "an HTML page"),
                bytes(
                        "O4 JSON",
                        text("{\"error\": \"Repository not found\"}"),
                        "is a text file, which begins with '{\"error\""),
                bytes("XML", text("<?xml version=\"1.0\"?><net/>"), "an XML file"),
                bytes("O5 zip", zip(), "a zip archive", "unpack"),
                bytes("O5 gzip", gzip(), "a gzip archive", "unpack"),
                bytes("O5 tar", tar(), "a tar archive", "unpack"),
                bytes(
                        "O6 LFS pointer",
                        text("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n"),
                        "Git LFS pointer",
                        "git lfs pull"),
                bytes("O7 nested", nested(20_000), "not a whole ONNX model", "nested more than 100 deep"),
                bytes("O8 length beyond the file", new byte[] {0x3A, (byte) 0xFF, 0x7F, 0}, "at byte"),
                bytes(
                        "O8 length of 2^31",
                        new byte[] {0x3A, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 8},
                        "at byte"),
                bytes(
                        "another protobuf",
                        ModelProto.newBuilder().setProducerName("other").build().toByteArray(),
                        "holds no graph"));
    }

    private static TestModel withWeights(TensorProto.Builder weights) {
        return TestModel.opset(13)
                .input("x", 1, 3)
                .initializer(weights.setName("w").build())
                .node("MatMul", "y", "x", "w")
                .output("y");
    }

    private static TensorProto.Builder floats(long... dims) {
        var tensor = TensorProto.newBuilder().setDataType(1);
        Arrays.stream(dims).forEach(tensor::addDims);
        return tensor;
    }

    private static com.google.protobuf.ByteString raw(int bytes) {
        return com.google.protobuf.ByteString.copyFrom(new byte[bytes]);
    }

    static List<BadFile> tensors() {
        return List.of(
                model(
                        "O9 negative length",
                        withWeights(floats(-1, 3).setRawData(raw(12))),
                        "'w' has the shape [-1, 3]",
                        "negative"),
                model(
                        "O10 product beyond a long",
                        withWeights(floats(1L << 40, 1L << 40).setRawData(raw(8))),
                        "larger than any memory"),
                model(
                        "O11 length of 2^33, 8 bytes",
                        withWeights(floats(1L << 33).setRawData(raw(8))),
                        "[8589934592] of float32 but 8 bytes"),
                model(
                        "O12 too few bytes",
                        withWeights(floats(3, 3).setRawData(raw(35))),
                        "[3, 3] of float32 but 35 bytes"),
                model("O12 too many bytes", withWeights(floats(3, 3).setRawData(raw(37))), "but 37 bytes"),
                model("O12 too few listed numbers", withWeights(floats(3, 3).addFloatData(1)), "[3, 3] but 1 elements"),
                model(
                        "O13 data type 999",
                        withWeights(floats(3, 3).setDataType(999)),
                        "'w' has the unknown data type 999"),
                model("O13 data type 0", withWeights(floats(3, 3).setDataType(0)), "unknown data type 0"),
                model(
                        "O14 raw and listed floats",
                        withWeights(floats(1).setRawData(raw(4)).addFloatData(1)),
                        "'w' has both raw and listed data"),
                model(
                        "O14 raw and listed doubles",
                        withWeights(floats(1).setDataType(11).setRawData(raw(8)).addDoubleData(1)),
                        "has both raw and listed data"),
                model(
                        "O12 in a Constant",
                        TestModel.small()
                                .node(
                                        "Constant",
                                        "k",
                                        List.of(),
                                        TestModel.tensor(
                                                "value",
                                                floats(3).setRawData(raw(1)).build())),
                        "a tensor without a name has the shape [3] of float32 but 1 bytes"),
                model(
                        "O9 and O12 at once",
                        withWeights(floats(-1))
                                .initializer(floats(2).setName("v").build()),
                        "2 problems",
                        "'w' has",
                        "'v' has"));
    }

    private static TestModel small() {
        return TestModel.small();
    }

    static List<BadFile> graphs() {
        return List.of(
                model("O15 cycle", small().node("Add", "a", "x", "b").node("Relu", "b", "a"), "cycle through"),
                model("O16 two producers of a value", small().node("Relu", "c", "x"), "'c' is produced twice"),
                model("O16 producer of an input", small().node("Relu", "x", "y"), "'x' is produced twice"),
                model(
                        "O17 value without a producer",
                        small().node("Relu", "z", "nowhere"),
                        "'nowhere' is read by",
                        "nothing produces it"),
                model("O17 output without a producer", small().output("z"), "'z' is read by the model's outputs"),
                unsupported("O18 operator", small().node("Frobnicate", "z", "y")::write, "Frobnicate"),
                unsupported(
                        "O18 domain",
                        small().node(NodeProto.newBuilder()
                                .setDomain("my.domain")
                                .setOpType("Magic")
                                .addInput("y")
                                .addOutput("z")
                                .build())::write,
                        "[my.domain:Magic]",
                        "without custom operators"),
                unsupported("O19 no opset", opset(0), "declares no opset", "opset 7 to 26"),
                unsupported("O19 opset 6", opset(6), "has opset 6"),
                unsupported("O19 opset 999", opset(999), "has opset 999"),
                unsupported("O19 opset beyond an int", opset((1L << 32) + 13), "has opset 2147483647"),
                unsupported(
                        "a type that does not fit",
                        TestModel.opset(13)
                                .input("x", 1, 3)
                                .input("i", TensorProto.DataType.INT64, 1, 3)
                                .node("Add", "y", "x", "i")
                                .output("y")::write,
                        "ONNX Runtime refuses"),
                unsupported(
                        "quantized already",
                        small().floats("s", new float[] {1}).node("QuantizeLinear", "q", "y", "s")::write,
                        "is quantized already: it holds [QuantizeLinear]",
                        "a float model"),
                unsupported(
                        "quantized inside a subgraph",
                        small().node(
                                        "If",
                                        "z",
                                        List.of("x"),
                                        TestModel.body(
                                                "then_branch",
                                                TestModel.opset(13).node("DynamicQuantizeLinear", "q", "x")))::write,
                        "[DynamicQuantizeLinear]"));
    }

    private static BadFile.Maker opset(long version) {
        var model = TestModel.small();
        model.proto().clearOpsetImport();
        if (version > 0) {
            model.proto().addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(version));
        }
        return model::write;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"noModels", "tensors", "graphs"})
    void badFile_isRefused_inWords(BadFile file) throws IOException {
        file.check(folder);
    }
}
