package octet.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import octet.data.Tensor;
import octet.problem.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTest {
    private static Score score(Metric metric, Object label, float... output) {
        return metric.score(new Prediction(
                Map.of("y", Tensor.of(output, 1, output.length)),
                Map.of("y", Tensor.of(output, 1, output.length)),
                label));
    }

    @Test
    void top1_isTheShareOfGreatestScores_labelsAsNumbersOrText() {
        assertThat(score(Metric.top1(), 1, 0, 3, 2).value()).isOne();
        assertThat(score(Metric.top1(), " 2 ", 0, 3, 2).value()).isZero();
        assertThat(score(Metric.topK(2), 2, 0, 3, 2).value()).isOne();
    }

    @Test
    void aBatch_countsOneARow() {
        Tensor rows = Tensor.of(new float[] {1, 0, 1, 0, 0, 1}, 3, 2);
        Score score = Metric.top1().score(new Prediction(Map.of("y", rows), Map.of("y", rows), List.of(0, 1, 1)));
        assertThat(score.value()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(score.weight()).isEqualTo(3);
    }

    @Test
    void equalScores_goToTheFirstClass_asArgmaxHasIt() {
        assertThat(score(Metric.top1(), 0, 5, 5, 5).value()).isOne();
        assertThat(score(Metric.top1(), 1, 5, 5, 5).value()).isZero();
    }

    @Test
    void scoresThatAreNotNumbers_areNoHit() {
        assertThat(score(Metric.top1(), 1, Float.NaN, Float.NaN).value()).isZero();
        assertThat(score(Metric.top1(), 0, Float.NaN, 1).value()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat", "3", "-1", "1.5"})
    void aLabelThatIsNoClass_isRefused(String label) {
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> score(Metric.top1(), label, 0, 3, 2))
                .withMessageContaining("'" + label + "' is no class")
                .withMessageContaining("0 to 2");
    }

    @Test
    void anOutputWithAnotherNumberOfRows_isRefused() {
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> score(Metric.top1(), List.of(0, 1), 0, 1))
                .withMessageContaining("1 rows for 2 labels");
    }

    @Test
    void characterAccuracy_isOneMinusTheErrorRate_weighedByLength() {
        Metric metric = Metric.characterAccuracy(output -> "kitten");
        assertThat(score(metric, "sitting", 0)).isEqualTo(new Score(1 - 3 / 7.0, 7));
        assertThat(score(metric, "", 0).value()).isEqualTo(1 - 6);
    }

    @Test
    void ctc_joinsRepeats_andLeavesBlanksOut() {
        var ctc = new Ctc(List.of("a", "b"));
        float[] steps = {0, 9, 0, 0, 9, 0, 9, 0, 0, 0, 9, 0, 0, 0, 9};
        assertThat(ctc.decode(Tensor.of(steps, 1, 5, 3))).isEqualTo("aab");
        assertThat(ctc.decode(Tensor.of(new float[] {0, 0, 0, 9}, 1, 1, 4))).isEmpty();
    }

    @Test
    void equalOutputs_haveCosineOne_andAFiniteSqnr() {
        assertThat(score(Metric.cosine(), null, 1, 2).value()).isCloseTo(1, within(1e-12));
        assertThat(score(Metric.sqnr(), null, 1, 2).value()).isEqualTo(120);
    }
}
