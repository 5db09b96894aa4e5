package octet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import octet.calibration.Observation;
import octet.calibration.TapStatistics;
import org.junit.jupiter.api.Test;

class DriftTest {
    private static final float[] NONE = {};

    private static TapStatistics seen(String value, float min, float max, float... elements) {
        var builder = new TapStatistics.Builder(value);
        builder.add(new Observation(min, max, NONE, NONE, NONE, elements));
        return builder.build();
    }

    private static Map<String, TapStatistics> of(TapStatistics... statistics) {
        Map<String, TapStatistics> byValue = new LinkedHashMap<>();
        for (TapStatistics one : statistics) {
            byValue.put(one.value(), one);
        }
        return byValue;
    }

    @Test
    void theWorst_comesFirst() {
        var drift = Drift.between(
                of(seen("same", -1, 1), seen("up", 0, 2), seen("both", -1, 1), seen("flat", 3, 3), seen("gone", 0, 1)),
                of(
                        seen("same", -1, 0.5f),
                        seen("up", 0, 2.1f),
                        seen("both", -2, 1.5f),
                        seen("flat", 3, 4),
                        seen("new", 0, 1)));
        assertThat(drift).extracting(Drift.Row::value).containsExactly("flat", "both", "up", "same");
        assertThat(drift).extracting(Drift.Row::beyond).element(0).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(drift.get(1).beyond()).isEqualTo(0.75);
        assertThat(drift.get(2).beyond()).isCloseTo(0.05, within(1e-6));
        assertThat(drift.get(3).beyond()).isZero();
        assertThat(drift).extracting(Drift.Row::leaves).containsExactly(true, true, false, false);
        assertThat(drift.unmatched()).isEqualTo(2);
        assertThat(drift.verdict())
                .startsWith("2 of 4 values leave their calibrated ranges by more than 25 %, 'flat' by ∞:")
                .endsWith("Of 2 others only one calibration tells.");
        assertThat(drift.toString()).contains("other's high", "75.0 %", "–");
    }

    @Test
    void withHistograms_elementsAreCompared_alsoInsideTheRange() {
        var drift = Drift.between(
                of(seen("alike", 0, 1, 0.1f, 0.2f, 0.3f, 1), seen("apart", 0, 1, 0.1f, 0.1f, 0.2f, 1)),
                of(seen("alike", 0, 1, 1, 0.3f, 0.2f, 0.1f), seen("apart", 0, 4, 0.9f, 0.9f, 2, 4)));
        assertThat(drift.get(0).value()).isEqualTo("apart");
        assertThat(drift.get(0).outside()).isEqualTo(0.5);
        assertThat(drift.get(0).distance()).isEqualTo(0.75);
        assertThat(drift.get(1).outside()).isZero();
        assertThat(drift.get(1).distance()).isZero();
    }

    @Test
    void nothingToSay_isSaid() {
        var calibrated = of(seen("a", -1, 1));
        assertThat(Drift.between(calibrated, calibrated).verdict())
                .isEqualTo("All 1 values stay within their calibrated ranges, within 25 %.");
        assertThat(Drift.between(calibrated, of()).verdict())
                .isEqualTo("No value was observed by both. Of 1 others only one calibration tells.");
    }
}
