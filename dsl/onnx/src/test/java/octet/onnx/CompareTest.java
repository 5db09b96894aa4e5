package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import octet.Model;
import octet.Octet;
import octet.data.Dataset;
import octet.metric.Metric;
import octet.onnx.proto.TensorProto;
import octet.problem.BadModelException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two model files side by side: what cannot be compared is refused before it is run. */
class CompareTest {
    @TempDir
    private Path folder;

    private Model model;
    private Dataset samples;

    @BeforeEach
    void load() throws IOException {
        model = Octet.load(product("x", "y", 4, 4).write(folder));
        samples = Quantizing.samples(model.inputs());
    }

    private static TestModel product(String input, String output, int in, int out) {
        return TestModel.opset(13)
                .input(input, -1, in)
                .gaussian("w", in, out)
                .node("MatMul", output, input, "w")
                .output(output);
    }

    private void refused(TestModel other, String... message) throws IOException {
        Path file = other.write(Files.createDirectories(folder.resolve("other")));
        assertThatExceptionOfType(BadModelException.class)
                .isThrownBy(() -> model.compare(file, samples, null))
                .satisfies(e -> assertThat(e).hasMessageContainingAll(message))
                .withMessageContaining("cannot be compared with model.onnx")
                .withMessageContaining("the float model that it was made from");
    }

    @Test
    void otherNames_areRefused_allAtOnce() throws IOException {
        refused(
                product("a", "b", 4, 4),
                "4 problems",
                "it has no input 'x' (nearest: 'a')",
                "it has the input 'a', which the float model has not",
                "it has no output 'y' (nearest: 'b')",
                "it has the output 'b', which the float model has not");
    }

    @Test
    void otherShapesAndTypes_areRefused() throws IOException {
        refused(product("x", "y", 4, 7), "its output is y: float32 [?, 7], the float model's y: float32 [?, 4]");
        refused(product("x", "y", 5, 4), "its input is x: float32 [?, 5], the float model's x: float32 [?, 4]");
        refused(
                TestModel.opset(13).input("x", -1, 4).node("ArgMax", "y", "x").output("y"),
                "its output is y: int64",
                "float32");
        refused(
                TestModel.opset(13)
                        .input("x", TensorProto.DataType.INT64, -1, 4)
                        .node("Identity", "y", "x")
                        .output("y"),
                "2 problems",
                "its input is x: int64 [?, 4]");
    }

    @Test
    void aFixedBatch_fitsAnOpenOne() throws IOException {
        Path fixed = TestModel.opset(13)
                .input("x", 2, 4)
                .gaussian("w", 4, 4)
                .node("MatMul", "y", "x", "w")
                .output("y")
                .write(Files.createDirectories(folder.resolve("fixed")));
        assertThat(model.compare(fixed, samples, null).error().cosine()).isEqualTo(1);
    }

    @Test
    void theSameModel_isIdentical() {
        var report = model.compare(folder.resolve("model.onnx"), samples, Metric.cosine());
        assertThat(report.toString()).contains("identical").doesNotContain("Infinity", "cosine of outputs");
    }
}
