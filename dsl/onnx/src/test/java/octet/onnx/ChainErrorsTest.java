package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import octet.Model;
import octet.Octet;
import octet.QuantizedModel;
import octet.data.Dataset;
import octet.data.Sample;
import octet.data.Tensor;
import octet.placement.QuantizationMode;
import octet.placement.Target;
import octet.problem.BadDataException;
import octet.problem.BadModelException;
import octet.problem.BadSettingsException;
import octet.problem.CancelledException;
import octet.problem.OctetException;
import octet.problem.SaveException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong along the chain is told in words, and writes nothing. */
class ChainErrorsTest {
    @TempDir
    private Path folder;

    private Model model;
    private Dataset samples;

    @BeforeEach
    void load() throws IOException {
        model = Octet.load(TestModel.small().write(folder));
        samples = Quantizing.samples(model.inputs());
    }

    private QuantizedModel quantized() {
        return model.calibrate(samples).quantize();
    }

    private void refused(Class<? extends OctetException> type, ThrowingCallable call, String... message)
            throws IOException {
        Set<String> before = contents();
        assertThatExceptionOfType(type)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e).hasMessageContainingAll(message));
        assertThat(contents()).isEqualTo(before);
    }

    private Set<String> contents() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file + " " + file.toFile().lastModified() + " "
                            + file.toFile().length())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void float8_isRefused_whateverTheTarget() throws IOException {
        var calibration = model.calibrate(samples);
        refused(
                BadSettingsException.class,
                () -> calibration.quantize(q -> q.mode(QuantizationMode.FP8_E4M3)),
                "mode is fp8-e4m3",
                "ONNX",
                "ovc");
        refused(
                BadSettingsException.class,
                () -> calibration.quantize(
                        q -> q.mode(QuantizationMode.FP8_E5M2).target(Target.openVino())),
                "mode is fp8-e5m2");
    }

    @Test
    void noSamples_areRefused() throws IOException {
        refused(BadDataException.class, () -> model.calibrate(Octet.samples(List.of())), "has no samples");
        refused(BadDataException.class, () -> quantized().validate(samples.take(0)), "has no samples");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void samplesThatAreNotFinite_areRefusedByNumber(float value) throws IOException {
        float[] values = new float[2 * 3 * 64];
        values[7] = value;
        var broken = Sample.of(Tensor.of(values, 2, 3, 8, 8)).named("broken.png");
        List<Sample> all = List.of(samples.toList().get(0), broken);
        refused(
                BadDataException.class,
                () -> model.calibrate(Octet.samples(all)),
                "Sample 1 (broken.png)",
                "'x' is not finite at element 7");
    }

    @Test
    void aWrongNameShapeOrType_isRefusedWithTheNearestName() throws IOException {
        var wrong = Sample.of(Map.of("xx", Tensor.of(new long[3], 3)));
        refused(
                BadDataException.class,
                () -> model.calibrate(Octet.samples(List.of(wrong))),
                "Sample 0",
                "'xx', which is no input (nearest: 'x')",
                "'x' is missing",
                "float32 [?, 3, 8, 8]");
        refused(BadDataException.class, () -> model.run(wrong), "'xx'");
    }

    @Test
    void nanComputedInside_isRefused() throws IOException {
        Model roots = Octet.load(TestModel.opset(13)
                .input("x", -1, 4)
                .gaussian("w", 4, 4)
                .node("Sqrt", "root", "x")
                .node("MatMul", "y", "root", "w")
                .output("y")
                .write(Files.createDirectory(folder.resolve("roots"))));
        refused(
                BadDataException.class,
                () -> roots.calibrate(Quantizing.samples(roots.inputs())),
                "The model computes NaN for 'y' from sample 0");
    }

    @Test
    void nanBehindAConvolution_isRefused() throws IOException {
        Model roots = Octet.load(TestModel.opset(13)
                .input("x", -1, 3, 8, 8)
                .gaussian("w", 4, 3, 1, 1)
                .gaussian("v", 4, 4, 1, 1)
                .node("Sqrt", "root", "x")
                .node("Conv", "c", "root", "w")
                .node("Relu", "r", "c")
                .node("Conv", "d", "r", "v")
                .node("Sigmoid", "y", "d")
                .output("y")
                .write(Files.createDirectory(folder.resolve("roots"))));
        refused(
                BadDataException.class,
                () -> roots.calibrate(Quantizing.samples(roots.inputs())),
                "The model computes",
                "from sample 0");
    }

    @Test
    void weightsThatAreNotNumbers_areToldByName() throws IOException {
        float[] weights = TestModel.gaussian(1, 8, 3, 1, 1);
        weights[5] = Float.NaN;
        Model broken = Octet.load(TestModel.opset(13)
                .input("x", -1, 3, 8, 8)
                .floats("w", weights, 8, 3, 1, 1)
                .node("Conv", "c", "x", "w")
                .node("Relu", "r", "c")
                .node("Sigmoid", "y", "r")
                .output("y")
                .write(Files.createDirectory(folder.resolve("broken"))));
        refused(
                BadModelException.class,
                () -> broken.calibrate(Quantizing.samples(broken.inputs())),
                "model.onnx computes numbers that are not finite",
                "the constant 'w' of 'c' holds NaN at element 5",
                "look at how the model was trained");
    }

    /** O20: only that layer stays float, where the others can do without it. */
    @Test
    void weightsThatAreNotFinite_leaveTheirOperationInFloat() throws IOException {
        float[] weights = TestModel.gaussian(1, 4, 4);
        weights[7] = Float.POSITIVE_INFINITY;
        Model broken = Octet.load(TestModel.opset(13)
                .input("x", -1, 4)
                .floats("w", weights, 4, 4)
                .gaussian("v", 4, 4)
                .floats("one", new float[] {1})
                .node("Abs", "a", "x")
                .node("MatMul", "bad", "a", "w")
                .node("Min", "least", "bad", "one")
                .node("MatMul", "good", "least", "v")
                .node("Tanh", "y", "good")
                .output("y")
                .write(Files.createDirectory(folder.resolve("broken"))));
        var int8 = broken.calibrate(Quantizing.samples(broken.inputs())).quantize();
        assertThat(int8.layers().quantized()).extracting(layer -> layer.name()).containsExactly("good");
        assertThat(broken.toString()).contains("Warning: the constant 'w' of 'bad' holds Infinity at element 7");
    }

    @Test
    void ignoringWhatIsNotThere_namesAllRules() throws IOException {
        var calibration = model.calibrate(samples);
        refused(
                BadSettingsException.class,
                () -> calibration.quantize(q -> q.ignore("convv", "head.*", "Conv")),
                "2 problems",
                "'convv' matches no operation (nearest: 'Conv'",
                "'head.*' matches no operation");
    }

    @Test
    void aPathThatCannotBeWritten_isRefused_andTheOldFileSurvives() throws IOException {
        var int8 = quantized();
        Path old = Files.writeString(folder.resolve("old.onnx"), "old");
        refused(SaveException.class, () -> int8.save(folder.resolve("none/new.onnx")), "there is no folder");
        refused(SaveException.class, () -> int8.save(folder), "it is a folder");
        refused(SaveException.class, () -> int8.save(old.resolve("new.onnx")), "there is no folder");
        refused(
                SaveException.class,
                () -> int8.save(folder.resolve("model.onnx")),
                "is the float model itself",
                "under a new name");
        assertThat(old).hasContent("old");
        assertThat(int8.save(old)).isEqualTo(old);
        assertThat(folder.resolve("old.recipe.json")).exists();
    }

    @Test
    void aFolderWithoutWriteRights_isRefused() throws IOException {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        assumeTrue(locked.toFile().setWritable(false) && !Files.isWritable(locked), "root may write everywhere");
        var int8 = quantized();
        refused(SaveException.class, () -> int8.save(locked.resolve("new.onnx")), "not writable");
        assertThat(locked.toFile().setWritable(true)).isTrue();
    }

    @Test
    void anInterrupt_leavesModelAndThreadUsable() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(() -> model.calibrate(samples))
                .withMessageContaining("was stopped after 0 of 6 samples");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(quantized().check().error().sqnr()).isGreaterThan(20);
    }

    @Test
    void aFileThatChanges_afterItWasLoaded_doesNotChangeTheModel() throws IOException {
        var sample = samples.toList().get(0);
        var before = model.run(sample);
        Model again = Octet.load(folder.resolve("model.onnx"));
        Files.write(folder.resolve("model.onnx"), Arrays.copyOf(new byte[] {1}, 100));
        Outputs.assertClose(again.run(sample), before);
    }

    @Test
    void anotherModelToCompareWith_mustHaveTheSameOutputs() throws IOException {
        Path other = TestModel.opset(13)
                .input("x", -1, 3, 8, 8)
                .node("Relu", "z", "x")
                .output("z")
                .write(Files.createDirectory(folder.resolve("other")));
        refused(BadModelException.class, () -> model.compare(other, samples, null), "no output 'y'", "output 'z'");
    }
}
