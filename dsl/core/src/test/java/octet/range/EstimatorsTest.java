package octet.range;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import octet.placement.QuantizerConfig;
import octet.placement.Scheme;
import octet.placement.Signedness;
import org.junit.jupiter.api.Test;

class EstimatorsTest {
    private static final QuantizerConfig PER_CHANNEL =
            new QuantizerConfig(8, Scheme.SYMMETRIC, true, false, Signedness.BY_RANGE);

    private final Estimators estimators = Estimators.of(RangeEstimator.minMax());

    @Test
    void aChannelThatWasAlwaysZero_coversWhatTheOthersCover() {
        var ranges = List.of(new Range(0, 6), new Range(0, 0), new Range(-1, 2));
        assertThat(estimators.adjust(ranges, PER_CHANNEL))
                .containsExactly(new Range(0, 6), new Range(-1, 6), new Range(-1, 2));
    }

    @Test
    void zeroesAlone_stayAsTheyAre() {
        var ranges = List.of(new Range(0, 0), new Range(0, 0));
        assertThat(estimators.adjust(ranges, PER_CHANNEL)).isEqualTo(ranges);
    }
}
