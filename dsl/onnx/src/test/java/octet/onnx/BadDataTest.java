package octet.onnx;

import static octet.onnx.BadInput.refused;
import static octet.onnx.BadInput.row;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import octet.Model;
import octet.Octet;
import octet.data.Sample;
import octet.data.Tensor;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Data that is no data, and data that does not fit the model. */
class BadDataTest {
    private static final byte[] EIGHT = new byte[8];

    @TempDir
    private Path folder;

    private static byte[] npy(String header, byte[] data) {
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(10 + text.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) text.length)
                .put(text)
                .put(data)
                .array();
    }

    private static String header(String type, String shape) {
        return "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }";
    }

    private static BadInput array(String row, String header, String... message) {
        return refused(
                row,
                folder -> Octet.numpy(
                        Files.write(folder.resolve("a.npy"), npy(header, EIGHT)).toString()),
                message);
    }

    private static String slip(Path folder) throws IOException {
        Path file = folder.resolve("a.npz");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("../../slipped.npy"));
            zip.write(npy(header("<f8", "1,"), EIGHT));
        }
        var names = Octet.numpy(file.toString()).toList().get(0).inputs().keySet();
        if (Files.exists(folder.resolve("../../slipped.npy"))) {
            throw new AssertionError("written outside");
        }
        return "read in memory as the array " + names + "; no file is written";
    }

    /** A picture of 50 000 × 50 000 pixels in some bytes: its header says so, and is whole. */
    private static byte[] bomb() {
        byte[] header = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(50_000)
                .putInt(50_000)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        var check = new CRC32();
        check.update(header);
        return ByteBuffer.allocate(8 + 4 + 17 + 4 + 12)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'})
                .putInt(13)
                .put(header)
                .putInt((int) check.getValue())
                .putInt(0)
                .put("IDAT".getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    private static byte[] picture(String format) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB), format, bytes);
        return bytes.toByteArray();
    }

    private static Object pictures(Path file, byte[] bytes) throws IOException {
        return Octet.images(List.of(Files.write(file, bytes))).toList();
    }

    private static BadInput table(String row, String text, String... message) {
        return refused(
                row,
                folder -> Octet.csv(
                        Files.writeString(folder.resolve("t.csv"), text).toString()),
                message);
    }

    private static String kept(Path folder) throws IOException {
        var table = Octet.csv(Files.writeString(folder.resolve("t.csv"), "\uFEFFname,x\n=cmd(),NaN\n")
                .toString());
        return "read as the text " + table.row(0) + "; nothing is computed, and no table is exported";
    }

    private static BadInput samples(String row, List<Sample> samples, String... message) {
        return refused(
                row,
                folder -> {
                    Model model = Octet.load(TestModel.opset(13)
                            .input("x", -1, 4)
                            .gaussian("w", 4, 4)
                            .node("MatMul", "m", "x", "w")
                            .node("Tanh", "y", "m")
                            .output("y")
                            .write(folder));
                    return model.calibrate(Octet.samples(samples));
                },
                message);
    }

    private static Sample floats(int columns, float first) {
        float[] values = new float[columns];
        values[0] = first;
        return Sample.of(Tensor.of(values, 1, columns));
    }

    static List<BadInput> rows() {
        Sample good = floats(4, 1);
        return List.of(
                array("D1 an expression", "__import__('os').system('touch pwned')", "a plain array of numbers"),
                array("D1 Python objects", header("|O", "1,"), "elements of the type 'O'"),
                array("D1 fields", "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", "plain array"),
                array("D2 shape beyond a long", header("<f4", "9223372036854775807, 9"), "impossible shape"),
                array("D2 shape beyond the file", header("<f4", "100000000,"), "ends after 8 of 400000000 bytes"),
                row("D2 an entry with a path", BadDataTest::slip, "[../../slipped]"),
                refused(
                        "D3 bomb",
                        folder -> pictures(folder.resolve("bomb.png"), bomb()),
                        "has 2500000000 pixels",
                        "at most 100000000"),
                refused(
                        "D3 truncated JPEG",
                        folder -> pictures(folder.resolve("cut.jpg"), Arrays.copyOf(picture("jpg"), 100)),
                        "cannot be decoded"),
                refused(
                        "D3 no picture",
                        folder -> pictures(folder.resolve("text.png"), "no picture".getBytes(StandardCharsets.UTF_8)),
                        "is not a picture"),
                row(
                        "D3 another ending",
                        folder -> "read by its contents: " + pictures(folder.resolve("a.jpg"), picture("png")),
                        "float32 [1, 3, 40, 40]"),
                table("D4 ragged row", "a,b\n1,2\n3\n", "row 2 has 1 fields"),
                table("D4 endless line", "a" + ",".repeat(1 << 17), "has over 65536 fields"),
                table("D4 endless field", "a\n" + "x".repeat(1 << 21), "a field of over 1048576 characters"),
                row("D4 formula, NaN, byte-order mark", BadDataTest::kept, "name==cmd()"),
                samples("D5 shape", List.of(good, floats(5, 1)), "Sample 1", "'x' has the shape [1, 5], not [?, 4]"),
                samples(
                        "D5 type",
                        List.of(good, Sample.of(Map.of("x", Tensor.of(new double[] {1e300, 0, 0, 0}, 1, 4)))),
                        "Sample 1",
                        "'x' holds float64, not float32, and element 0 is 1.0E300, which does not fit"),
                samples("D5 name", List.of(Sample.of(Map.of("xx", good.tensor()))), "nearest: 'x'"),
                samples("D5 NaN", List.of(good, floats(4, Float.NaN)), "Sample 1", "'x' is not finite at element 0"),
                samples("D5 no samples", List.of(), "has no samples"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void badData_isRefused_inWords(BadInput input) throws Exception {
        input.check(folder);
    }
}
