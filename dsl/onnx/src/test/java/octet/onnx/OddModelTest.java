package octet.onnx;

import static octet.onnx.BadInput.refused;
import static octet.onnx.BadInput.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import octet.Model;
import octet.Octet;
import octet.QuantizedModel;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models that are read although something about them is odd, and places that a model must not be written to. */
class OddModelTest {
    private static final int LONG = 1 << 20;

    @TempDir
    private Path folder;

    private static TestModel product(float... first) {
        float[] weights = TestModel.gaussian(1, 4, 4);
        System.arraycopy(first, 0, weights, 0, first.length);
        return TestModel.opset(13)
                .input("x", -1, 4)
                .floats("w", weights, 4, 4)
                .floats("one", new float[] {1})
                .node("Abs", "a", "x")
                .node("MatMul", "m", "a", "w")
                .node("Min", "y", "m", "one")
                .output("y");
    }

    private static QuantizedModel quantized(Model model) {
        return model.calibrate(Quantizing.samples(model.inputs())).quantize();
    }

    private static String warning(TestModel model, Path folder) throws IOException {
        Model loaded = Octet.load(model.write(folder));
        assertThat(quantized(loaded).layers().quantized()).isEmpty();
        return loaded.info().remarks().toString();
    }

    /** A channel of zeros has no scale of its own. */
    private static String zeros(Path folder) throws IOException {
        var int8 = Quantizing.faithful(product(new float[16]), folder);
        assertThat(int8.layers().quantized()).hasSize(1);
        return "quantized, " + int8.check().error();
    }

    private static TestModel named(String first, String second) {
        var model = TestModel.small();
        var graph = model.proto().getGraphBuilder();
        graph.getNodeBuilder(0).setName(first);
        graph.getNodeBuilder(1).setName(second);
        return model;
    }

    private static String uniqueNames(String first, String second, Path folder) throws IOException {
        var int8 = Quantizing.faithful(named(first, second), folder);
        assertThat(int8.model().graph().nodes()).extracting(node -> node.name()).doesNotHaveDuplicates();
        assertThat(int8.layers().toString()).hasSizeLessThan(10_000);
        assertThat(int8.toString()).hasSizeLessThan(10_000);
        return "read, each operation with a name of its own, cut where it is shown";
    }

    private static String forgedRecipe(Path folder) throws IOException {
        var model = TestModel.small();
        model.proto().addMetadataPropsBuilder().setKey("octet.recipe").setValue("{\"intent\": forged");
        var saved = Quantizing.saved(Quantizing.faithful(model, folder), folder);
        assertThat(saved.getMetadataPropsList())
                .filteredOn(entry -> entry.getKey().equals("octet.recipe"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.getValue()).doesNotContain("forged"));
        return "read as text, and replaced by the recipe of the int8 model";
    }

    private static Stream<BadInput> models() {
        return Stream.of(
                refused(
                        "O20 NaN weights that reach the output",
                        folder -> quantized(Octet.load(product(Float.NaN).write(folder))),
                        "the constant 'w' of 'm' holds NaN at element 0"),
                row(
                        "O20 infinite weights",
                        folder -> warning(product(1, Float.POSITIVE_INFINITY), folder),
                        "'w' of 'm' holds Infinity at element 1; the operation stays in float"),
                row("O20 weights that are all zero", OddModelTest::zeros, "quantized"),
                row("O21 two of one name", folder -> uniqueNames("n", "n", folder), "read"),
                row("O21 no names", folder -> uniqueNames("", "", folder), "read"),
                row("O21 a name of 1 MiB", folder -> uniqueNames("n".repeat(LONG), "m", folder), "read"),
                refused(
                        "O21 a value's name of 1 MiB that nothing produces",
                        folder -> Octet.load(TestModel.small()
                                .node("Relu", "z", "n".repeat(LONG))
                                .write(folder)),
                        "nothing produces it",
                        "[…]"),
                row("O22 forged recipe", OddModelTest::forgedRecipe, "replaced"));
    }

    private static Path mkfifo(Path file) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        return file;
    }

    private static Model loadDevice(Path folder) throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("model.onnx"), Path.of("/dev/zero"));
        try {
            return Octet.load(link);
        } finally {
            Files.delete(link);
        }
    }

    private static String written(Path folder, boolean hard) throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "other");
        Path out = folder.resolve("int8.onnx");
        if (hard) {
            Files.createLink(out, other);
        } else {
            Files.createSymbolicLink(out, other);
        }
        Quantizing.faithful(TestModel.small(), folder).save(out);
        assertThat(other).hasContent("other");
        assertThat(Files.isSymbolicLink(out)).isFalse();
        return "the link is replaced by the model; what it pointed to is untouched";
    }

    private static Stream<BadInput> places() {
        return Stream.of(
                refused(
                        "E6 a pipe as the model",
                        folder -> Octet.load(mkfifo(folder.resolve("model.onnx"))),
                        "not a regular file"),
                refused("E6 a device as the model", OddModelTest::loadDevice, "not a regular file"),
                row("E11 a symbolic link to write to", folder -> written(folder, false), "replaced"),
                row("E11 a hard link to write to", folder -> written(folder, true), "replaced"),
                refused(
                        "E11 a pipe to write to",
                        folder -> Quantizing.faithful(TestModel.small(), folder)
                                .save(mkfifo(folder.resolve("int8.onnx"))),
                        "it is a pipe or a device"),
                refused(
                        "E11 a folder that is not there",
                        folder -> Quantizing.faithful(TestModel.small(), folder)
                                .save(folder.resolve("../" + folder.getFileName() + "/none/int8.onnx")),
                        "there is no folder"));
    }

    static List<BadInput> rows() {
        return Stream.concat(models(), places()).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void anOddModel_isReadOrRefused(BadInput input) throws Exception {
        input.check(folder);
    }

    @EnabledOnOs({OS.LINUX, OS.MAC})
    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void anOddPlace_isNeitherWaitedForNorDestroyed(BadInput input) throws Exception {
        input.check(folder);
    }
}
