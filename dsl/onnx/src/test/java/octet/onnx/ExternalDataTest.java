package octet.onnx;

import static octet.onnx.BadFile.bad;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import octet.Octet;
import octet.data.Sample;
import octet.data.Tensor;
import octet.onnx.proto.StringStringEntryProto;
import octet.onnx.proto.TensorProto;
import octet.problem.BadModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights in files beside the model: 1..9 as a matrix of 3×3, times {1, 1, 1}. */
class ExternalDataTest {
    private static final Sample ONES = Sample.of(Tensor.of(new float[] {1, 1, 1}, 1, 3));

    @TempDir
    private Path folder;

    /** A model whose weights are described by these keys and values. */
    private static TestModel withWeights(String... entries) {
        return TestModel.opset(13)
                .input("x", 1, 3)
                .initializer(external("w", entries))
                .node("MatMul", "y", "x", "w")
                .output("y");
    }

    private static TensorProto external(String name, String... entries) {
        var tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(1)
                .addAllDims(List.of(3L, 3L))
                .setDataLocation(TensorProto.DataLocation.EXTERNAL);
        for (int i = 0; i < entries.length; i += 2) {
            tensor.addExternalData(
                    StringStringEntryProto.newBuilder().setKey(entries[i]).setValue(entries[i + 1]));
        }
        return tensor.build();
    }

    private static Path writeWeights(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        var bytes = ByteBuffer.allocate(36).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 1; i <= 9; i++) {
            bytes.putFloat(i);
        }
        return Files.write(file, bytes.array());
    }

    private static float[] run(Path model) {
        return Octet.load(model).run(ONES).get("y").floats();
    }

    @Test
    void weightsBesideTheModel_andInFoldersBelow_areRead() throws IOException {
        writeWeights(folder.resolve("w.bin"));
        assertThat(run(withWeights("location", "w.bin").write(folder))).containsExactly(12, 15, 18);
        writeWeights(folder.resolve("deep/er/w.bin"));
        assertThat(run(withWeights("location", "deep/er/w.bin").write(folder))).containsExactly(12, 15, 18);
    }

    @Test
    void offsetAndLength_cutOutAPart() throws IOException {
        byte[] padded = new byte[136];
        System.arraycopy(Files.readAllBytes(writeWeights(folder.resolve("w.bin"))), 0, padded, 100, 36);
        Files.write(folder.resolve("w.bin"), padded);
        var model = withWeights("location", "w.bin", "offset", "100", "length", "36", "checksum", "00");
        assertThat(run(model.write(folder))).containsExactly(12, 15, 18);
    }

    @Test
    void aModelGivenByARoundaboutPath_findsItsWeights() throws IOException {
        writeWeights(folder.resolve("models/w.bin"));
        Files.createDirectories(folder.resolve("other"));
        withWeights("location", "w.bin").write(folder.resolve("models"));
        assertThat(run(folder.resolve("other/../models/model.onnx"))).containsExactly(12, 15, 18);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aFolderBehindASymbolicLink_isStillTheModelsFolder() throws IOException {
        writeWeights(folder.resolve("real/w.bin"));
        withWeights("location", "w.bin").write(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
        assertThat(run(link.resolve("model.onnx"))).containsExactly(12, 15, 18);
    }

    @Test
    void theSizeOfAModel_countsItsWeights() throws IOException {
        writeWeights(folder.resolve("w.bin"));
        Path file = withWeights("location", "w.bin").write(folder);
        assertThat(Octet.load(file).info().bytes()).isEqualTo(Files.size(file) + 36);
    }

    @Test
    void aQuantizedModel_holdsItsWeightsInside() throws IOException {
        writeWeights(folder.resolve("w.bin"));
        var model = Octet.load(withWeights("location", "w.bin").write(folder));
        Path saved = model.calibrate(Octet.samples(List.of(ONES))).quantize().save(folder.resolve("int8.onnx"));
        Files.delete(folder.resolve("w.bin"));
        assertThatCode(() -> Outputs.of(ModelFile.read(saved).model(), Map.of("x", ONES.tensor())))
                .doesNotThrowAnyException();
    }

    @Test
    void weightsOfASubgraph_andOfAConstant_areReadFromTheModelsFolder() throws IOException {
        writeWeights(folder.resolve("w.bin"));
        var branch = TestModel.opset(13)
                .initializer(external("inner", "location", "w.bin"))
                .node("MatMul", "product", "x", "inner")
                .output("product");
        var other = TestModel.opset(13)
                .node("Constant", "k", List.of(), TestModel.tensor("value", external("", "location", "w.bin")))
                .node("MatMul", "other_product", "x", "k")
                .output("other_product");
        Path file = TestModel.opset(13)
                .input("x", 1, 3)
                .floats("one", new float[] {2})
                .node("ReduceSum", "sum", "x")
                .node("Less", "condition", "one", "sum")
                .node(
                        "If",
                        "y",
                        List.of("condition"),
                        TestModel.body("then_branch", branch),
                        TestModel.body("else_branch", other))
                .output("y")
                .write(folder);
        assertThat(run(file)).containsExactly(12, 15, 18);
        assertThat(Octet.load(file)
                        .run(Sample.of(Tensor.of(new float[] {1, 0, 0}, 1, 3)))
                        .get("y")
                        .floats())
                .containsExactly(1, 2, 3);
    }

    private static BadFile outside(String row, String location) {
        return bad(row, withWeights("location", location)::write, "'w' has external data in", "outside");
    }

    private static BadFile inFolder(String row, BadFile.Maker prepare, String location, String... message) {
        return bad(
                row,
                folder -> {
                    prepare.make(folder);
                    return withWeights("location", location).write(folder);
                },
                message);
    }

    private static BadFile slice(String row, String message, String... entries) {
        List<String> all = new ArrayList<>(List.of("location", "w.bin"));
        all.addAll(List.of(entries));
        return bad(
                row,
                folder -> {
                    writeWeights(folder.resolve("w.bin"));
                    return withWeights(all.toArray(String[]::new)).write(folder);
                },
                message);
    }

    /** A folder beside the model's, with weights that are none of its business. */
    private static Path secret(Path folder) throws IOException {
        return writeWeights(
                folder.resolveSibling(folder.getFileName() + "-secret").resolve("w.bin"));
    }

    private static Stream<BadFile> places() {
        return Stream.of(
                bad(
                        "E10 unknown key",
                        withWeights("location", "w.bin", "__class__", "x")::write,
                        "the external data key '__class__'"),
                outside("E1 folder above", "../secret"),
                outside("E2 folder above, by way of one below", "sub/../../secret"),
                outside("E2 that comes back", "sub/../w.bin"),
                outside("E3 absolute", "/etc/passwd"),
                outside("E3 drive", "C:\\secret"),
                outside("E3 UNC", "\\\\server\\share\\secret"),
                outside("E3 URL", "file:///etc/passwd"),
                bad("E9 missing file", withWeights("location", "none.bin")::write, "'none.bin', which is not there"),
                bad("E9 empty location", withWeights("location", "")::write, "without a location"),
                bad("E9 no location", withWeights()::write, "without a location"),
                bad(
                        "E10 duplicate keys",
                        withWeights("location", "a", "location", "b")::write,
                        "the external data key 'location' twice"));
    }

    private static Stream<BadFile> links() {
        return Stream.of(
                inFolder(
                        "E4 link",
                        folder -> Files.createSymbolicLink(folder.resolve("w.bin"), secret(folder)),
                        "w.bin",
                        "through a symbolic link"),
                inFolder(
                        "E4 link inside",
                        folder -> Files.createSymbolicLink(
                                folder.resolve("link.bin"), writeWeights(folder.resolve("w.bin"))),
                        "link.bin",
                        "through a symbolic link"),
                inFolder(
                        "E4 linked parent",
                        folder -> Files.createSymbolicLink(
                                folder.resolve("sub"), secret(folder).getParent()),
                        "sub/w.bin",
                        "through a symbolic link"),
                inFolder(
                        "E5 hard link",
                        folder -> Files.createLink(folder.resolve("w.bin"), secret(folder)),
                        "w.bin",
                        "a second name (a hard link)",
                        "copy the file"),
                inFolder(
                        "E6 folder",
                        folder -> Files.createDirectory(folder.resolve("w.bin")),
                        "w.bin",
                        "not a regular file"),
                inFolder(
                        "E6 pipe",
                        folder -> special(folder.resolve("w.bin"), "mkfifo"),
                        "w.bin",
                        "not a regular file"));
    }

    private static Path special(Path file, String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of(command));
        all.add(1, file.toString());
        try {
            int code = new ProcessBuilder(all).start().waitFor();
            assumeTrue(code == 0, () -> String.join(" ", all) + " is not allowed here");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return file;
    }

    /** Only root may make devices, and only where the file system has them. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aDevice_isRefused_notRead() throws IOException {
        special(folder.resolve("w.bin"), "mknod", "c", "1", "5");
        inFolder("E6 device", own -> own, "w.bin", "not a regular file").check(folder);
    }

    static List<BadFile> files() {
        return Stream.of(places(), links(), slices()).flatMap(rows -> rows).toList();
    }

    private static Stream<BadFile> slices() {
        return Stream.of(
                slice("E7 2^62", "which is no number of bytes", "offset", "4611686018427387904"),
                slice("E7 negative", "offset '-4', which is no number of bytes", "offset", "-4"),
                slice("E8 offset past the end", "begins at byte 40 of 'w.bin', which has 36", "offset", "40"),
                slice("E8 length past the end", "wants 36 bytes from byte 4", "offset", "4", "length", "36"),
                slice(
                        "E8 sum past a long",
                        "wants 999999999999999999 bytes",
                        "offset",
                        "1",
                        "length",
                        "999999999999999999"),
                slice("E8 length of another shape", "[3, 3] of float32 but 32 bytes of external data", "length", "32"),
                slice("E9 no number", "length '8x', which is no number of bytes", "length", "8x"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"places", "slices"})
    void dataElsewhere_isRefused(BadFile file) throws IOException {
        file.check(folder);
    }

    @EnabledOnOs({OS.LINUX, OS.MAC})
    @ParameterizedTest(name = "{0}")
    @MethodSource("links")
    void dataThroughLinks_isRefused(BadFile file) throws IOException {
        file.check(Files.createDirectory(folder.resolve("models")));
    }

    @Test
    void anInt8ModelToCompareWith_isCheckedTheSameWay() throws IOException {
        Path file = withWeights("location", "../secret").write(folder);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> new OnnxFormat().open(file)))
                .isInstanceOf(BadModelException.class)
                .hasMessageContaining("outside the model's folder");
    }
}
