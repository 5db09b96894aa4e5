package octet.notebook.views;

import static octet.notebook.views.ToyFormat.HOSTILE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import octet.AccuracyResult;
import octet.Calibration;
import octet.Model;
import octet.ModelValidation;
import octet.Octet;
import octet.QuantizedModel;
import octet.data.Dataset;
import octet.data.Sample;
import octet.data.Tensor;
import octet.engine.SelfCheck;
import octet.metric.Metric;
import octet.notebook.Render;
import octet.notebook.Rich;
import octet.report.Validation;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every value of a real chain over a model whose names are those of an attacker. */
class ChainViewsTest {
    private static final Dataset DATA = Octet.samples(List.of(sample(1), sample(-2), sample(0.5f)));

    @TempDir
    private Path folder;

    private static Sample sample(float first) {
        return Sample.of(Tensor.of(new float[] {first, 2, 3, -1}, 1, 4))
                .named("sample " + first + HOSTILE)
                .label(HOSTILE);
    }

    private static String html(Object value) {
        return Render.of(value).data().get(Rich.HTML);
    }

    private static SelfCheck warned(QuantizedModel int8, String warning) {
        var check = int8.check();
        return new SelfCheck(
                check.error(), check.outputs(), check.typical(), check.latency(), List.of(warning), check.advice());
    }

    @TestFactory
    Stream<DynamicTest> everyValue_isEscaped_andHasPlainText() throws Exception {
        Files.writeString(folder.resolve("t.csv"), "a" + HOSTILE + ",b\n1," + HOSTILE + "\n");
        Model model = ToyFormat.model(folder);
        Calibration calibration = model.calibrate(DATA);
        QuantizedModel int8 = calibration.quantize();
        Validation validation = int8.validate(DATA, Metric.of(HOSTILE, (output, label) -> 0.5));
        ModelValidation outputs = int8.validate(DATA);
        AccuracyResult missed = outputs.within(0);
        return Stream.of(
                        model,
                        DATA,
                        sample(1),
                        Octet.csv(folder.resolve("t.csv").toString()),
                        calibration,
                        int8,
                        int8.layers(),
                        int8.ranges(),
                        validation,
                        calibration.compare(calibration),
                        warned(int8, HOSTILE),
                        missed,
                        outputs.sensitivity(),
                        outputs.tune(),
                        Tables.table(missed),
                        Tables.table(outputs.sensitivity()),
                        Tables.table(int8.layers()),
                        Tables.worst(validation, 2))
                .map(value ->
                        DynamicTest.dynamicTest(value.getClass().getSimpleName(), () -> isEscaped(Render.of(value))));
    }

    private static void isEscaped(Rich rich) {
        String html = rich.data().get(Rich.HTML);
        assertThat(html).doesNotContain("<img src=x", "\u001b").contains("<div");
        assertThat(rich.plain()).isNotBlank().doesNotContain("\u001b", "<div");
    }

    @Test
    void accuracyControl_showsTheVerdict_theBlamedAndTheSteps() {
        var result = ToyFormat.model(folder)
                .calibrate(DATA)
                .quantize()
                .validate(DATA)
                .within(0);
        Rich rich = Render.of(result);
        assertThat(rich.data().get(Rich.HTML))
                .contains("model.toy is not within its bound: output error", "To blame", ">100.0%</td>")
                .contains("all in int8", "Models that were scored", "plot(result)");
        assertThat(rich.plain()).startsWith("model.toy is not within its bound");
    }

    @Test
    void model_showsWhatItTakes() {
        assertThat(html(ToyFormat.model(folder)))
                .contains("model.toy", "Toy 1", "x: float32 [1, 4]", "y: float32 [1, 3]", "a loop")
                .contains("&lt;img src=x onerror=alert(1)&gt;␛[31m");
    }

    @Test
    void calibration_showsItsWidestRanges() {
        Calibration calibration = ToyFormat.model(folder).calibrate(DATA);
        Rich rich = Render.of(calibration);
        assertThat(rich.data().get(Rich.HTML))
                .contains("Widest ranges", ">x</td>", ">-2</td>", ">3</td>", "table(calibration) has all");
        assertThat(rich.plain()).isEqualTo(calibration.toString());
    }

    @Test
    void drift_showsBothRanges_theVerdictFirst() {
        Model model = ToyFormat.model(folder);
        var drift = model.calibrate(DATA).compare(model.calibrate(Octet.samples(List.of(sample(-12)))));
        Rich rich = Render.of(drift);
        assertThat(rich.data().get(Rich.HTML))
                .contains("values leave their calibrated ranges", "-2.00 … 3.00", "-12.0 … 3.00", ">200.0</td>");
        assertThat(rich.plain()).isEqualTo(drift.toString());
        assertThat(Tables.table(drift).doubleColumn("beyond").get(0)).isEqualTo(2);
    }

    @Test
    void warnings_areSeenFirst() {
        Calibration calibration = ToyFormat.model(folder).calibrate(DATA);
        assertThat(html(calibration)).contains("<b>Warning: </b>Only 3 samples", "statistics");
        Validation validation = calibration.quantize().validate(Octet.samples(List.of(sample(90))));
        assertThat(html(validation)).contains("<b>Warning: </b>The input &#39;x&#39; leaves its calibrated range");
    }

    @Test
    void quantizedModel_saysWhatIsWrongFirst() {
        QuantizedModel int8 = ToyFormat.model(folder).calibrate(DATA).quantize();
        String html = html(warned(int8, "far from float"));
        assertThat(html).contains("<b>Warning: </b>far from float");
        assertThat(html.indexOf("far from float")).isLessThan(html.indexOf("latency"));
    }

    @Test
    void layers_sayHowAndWhy() {
        var layers = ToyFormat.model(folder).calibrate(DATA).quantize().layers();
        assertThat(html(layers))
                .contains(
                        "1 of 2 operations in int8",
                        "✓",
                        "-2.00 … 3.00",
                        layers.get(1).how());
        assertThat(Render.of(layers).plain()).contains("product", "u8, s8×3", "float: ");
    }

    @Test
    void plan_countsTypes_andRecipeIsJson() {
        QuantizedModel int8 = ToyFormat.model(folder).calibrate(DATA).quantize();
        assertThat(html(int8.plan())).contains("MatMul", "Softmax", "onnxruntime-cpu");
        assertThat(html(int8.recipe())).startsWith("<pre").contains("&quot;octet.recipe&quot;");
        assertThat(Render.of(int8.recipe()).plain()).startsWith("{").contains("more lines");
    }

    @Test
    void validation_hasABarOfEachModel() {
        QuantizedModel int8 = ToyFormat.model(folder).calibrate(DATA).quantize();
        Validation validation = int8.validate(DATA, Metric.cosine());
        assertThat(html(validation))
                .contains("model.toy on 3 samples", "cosine to float", "4.0 kB", "1.0 kB", "0.25x")
                .contains("width: 100%", "width: 25%");
        assertThat(Render.of(validation).plain()).isEqualTo(validation.toString());
    }

    @Test
    void dataset_thatFails_isSaid() {
        Dataset broken = DATA.map(sample -> {
            throw new IllegalStateException("no such word" + HOSTILE);
        });
        assertThat(html(broken)).contains("cannot be read: no such word").doesNotContain("<img src=x");
        assertThat(html(DATA.skip(3))).contains("It has no samples");
        assertThat(html(DATA)).contains("3 samples", "First sample", "float32", "[1, 4]", "label &lt;img");
    }

    @Test
    void tensor_showsWhatItsNumbersAreLike() {
        assertThat(html(Tensor.of(new long[] {1, 2, 9}, 3))).contains("int64 [3]", "1 … 9", "4", "1, 2, 9");
        assertThat(html(Tensor.of(new float[0], 0))).contains("no numbers");
    }
}
