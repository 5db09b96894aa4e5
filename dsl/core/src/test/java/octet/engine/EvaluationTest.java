package octet.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import octet.data.Dataset;
import octet.data.Tensor;
import octet.format.Session;
import octet.metric.Metric;
import octet.problem.BadDataException;
import octet.problem.BadModelException;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private static final FakeSession FLOAT = FakeSession.times(1);
    private static final FakeSession INT8 = FakeSession.times(0.9f);

    private static Evaluation.Result run(Session int8, Dataset data, Metric metric) {
        return Evaluation.run(FLOAT, int8, Numbers.INPUTS, data, metric);
    }

    private static void refused(Dataset data, Metric metric, String... message) {
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> run(INT8, data, metric))
                .satisfies(e -> assertThat(e).hasMessageContainingAll(message));
    }

    @Test
    void bothModels_areScored_andEverySampleHasALine() {
        Metric close = Metric.of("close", (output, label) -> 1 - Math.abs(output.floats()[0] - (int) label) / 10);
        var result = run(INT8, Numbers.upTo(11), close);
        assertThat(result.floatScore()).isEqualTo(1);
        assertThat(result.int8Score()).isCloseTo(0.95, within(1e-6));
        assertThat(result.samples()).hasSize(11);
        assertThat(result.samples().get(7).id()).isEqualTo("number 7");
        assertThat(result.samples().get(7).int8Score()).isCloseTo(0.93, within(1e-6));
        assertThat(result.error().sqnr()).isCloseTo(20, within(1e-3));
        assertThat(result.kept()).hasSize(8);
    }

    @Test
    void withoutAMetric_onlyTheOutputsAreCompared() {
        var result = run(INT8, Numbers.upTo(3), null);
        assertThat(result.floatScore()).isNaN();
        assertThat(result.int8Score()).isNaN();
        assertThat(result.error().sqnr()).isCloseTo(20, within(1e-3));
    }

    @Test
    void aMetricThatComparesWithFloat_givesFloatNoScore() {
        var result = run(INT8, Numbers.upTo(3), Metric.sqnr());
        assertThat(result.floatScore()).isNaN();
        assertThat(result.int8Score()).isCloseTo(20, within(1e-3));
    }

    @Test
    void noSamples_orOneWithoutALabel_areRefused() {
        refused(Numbers.upTo(0), null, "has no samples");
        refused(
                Numbers.upTo(3).map(sample -> sample.label(null)),
                Metric.top1(),
                "has no label",
                "labels()",
                "Metric.cosine()");
    }

    @Test
    void aMetricThatFails_isNamedWithItsSample() {
        Metric failing = Metric.of("mine", (output, label) -> 1 / (3 - (int) label) * Integer.parseInt("seven"));
        refused(Numbers.upTo(3), failing, "The metric 'mine' failed on sample", "NumberFormatException");
    }

    @Test
    void aMetricThatIsNotANumber_isRefusedForEverySample() {
        Metric broken = Metric.of("mine", (output, label) -> (int) label == 1 ? 1 : Double.NaN);
        refused(Numbers.upTo(3), broken, "'mine': 2 problems", "NaN for sample 0 (number 0)", "for sample 2");
    }

    @Test
    void aModelWithOtherOutputs_cannotBeCompared() {
        Session other = new Session() {
            @Override
            public Map<String, Tensor> run(Map<String, Tensor> inputs) {
                return Map.of("z", Tensor.of(new float[2], 1, 2));
            }

            @Override
            public void close() {}
        };
        assertThatExceptionOfType(BadModelException.class)
                .isThrownBy(() -> run(other, Numbers.upTo(3), null))
                .withMessageContaining("returns [z]")
                .withMessageContaining("[y]");
    }
}
