package octet.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import octet.graph.DataType;
import octet.placement.Arithmetic;
import octet.placement.QuantizerConfig;
import octet.placement.Scheme;
import octet.placement.Signedness;
import org.junit.jupiter.api.Test;

class NncfRangesTest {
    private static final QuantizerConfig SYMMETRIC =
            new QuantizerConfig(8, Scheme.SYMMETRIC, false, false, Signedness.BY_RANGE);
    private static final QuantizerConfig ASYMMETRIC =
            new QuantizerConfig(8, Scheme.ASYMMETRIC, false, false, Signedness.BY_RANGE);
    private static final Estimators NNCF =
            new Estimators(RangeEstimator.meanMinMax(), RangeEstimator.minMax(), Arithmetic.NNCF);

    private static Range adjust(Range range, QuantizerConfig config) {
        return NNCF.adjust(List.of(range), config).get(0);
    }

    @Test
    void magnitudes_haveAFloor_andAHundredthOfTheGreatestChannels() {
        assertThat(adjust(new Range(0, 1e-6), SYMMETRIC)).isEqualTo(new Range(0, 8e-5));
        assertThat(NNCF.adjust(List.of(new Range(-3, 2), new Range(-1e-3, 0)), SYMMETRIC))
                .containsExactly(new Range(-3, 3), new Range(-0.03, 0.03));
    }

    @Test
    void withoutNegatives_allStepsLieAboveZero() {
        assertThat(Grid.of(adjust(new Range(0, 2.55), SYMMETRIC), SYMMETRIC, DataType.UINT8))
                .isEqualTo(new Grid(0.01f, 0, DataType.UINT8));
        assertThat(Grid.of(adjust(new Range(-1.27, 1), SYMMETRIC), SYMMETRIC, DataType.INT8))
                .isEqualTo(new Grid(0.01f, 0, DataType.INT8));
    }

    @Test
    void anAsymmetricRange_isNeverNarrowed_andHasZeroOnAStep() {
        var random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            double center = random.nextGaussian();
            double width = Math.exp(3 * random.nextGaussian());
            Range range = new Range(center - width, center + width);
            Range wide = adjust(range, ASYMMETRIC);
            assertThat(wide.low()).isLessThanOrEqualTo(Math.min(0, range.low()));
            assertThat(wide.high()).isGreaterThanOrEqualTo(Math.max(0, range.high()));
            double place = -wide.low() * 255 / (wide.high() - wide.low());
            boolean atAnEnd = place < 0.5 || place > 254.5;
            assertThat(atAnEnd || Math.abs(place - Math.rint(place)) < 1e-9).isTrue();
        }
    }

    @Test
    void aNarrowRange_isWidenedOnBothSides() {
        Range wide = adjust(new Range(-1e-4, 1e-4), ASYMMETRIC);
        assertThat(wide.low()).isCloseTo(-9e-4, within(1e-5));
        assertThat(wide.high()).isCloseTo(9e-4, within(1e-5));
        assertThat(adjust(new Range(0, 0), ASYMMETRIC).magnitude()).isCloseTo(8e-4, within(1e-5));
    }
}
