package octet.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import octet.calibration.Observation;
import octet.calibration.Statistic;
import octet.calibration.TapStatistics;
import octet.placement.QuantizerConfig;
import octet.placement.Scheme;
import octet.placement.Signedness;
import octet.problem.BadSettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeEstimatorTest {
    private static final QuantizerConfig ASYMMETRIC = config(8, Scheme.ASYMMETRIC);
    private static final QuantizerConfig SYMMETRIC = config(8, Scheme.SYMMETRIC);

    private static QuantizerConfig config(int bits, Scheme scheme) {
        return new QuantizerConfig(bits, scheme, false, false, Signedness.BY_RANGE);
    }

    /** Samples of these least and greatest elements, by turns. */
    private static TapStatistics bounds(float... lowsAndHighs) {
        var builder = new TapStatistics.Builder("x");
        for (int i = 0; i < lowsAndHighs.length; i += 2) {
            builder.add(Observation.ofBounds(lowsAndHighs[i], lowsAndHighs[i + 1]));
        }
        return builder.build();
    }

    private static TapStatistics elements(float... elements) {
        float low = elements[0];
        float high = elements[0];
        for (float element : elements) {
            low = Math.min(low, element);
            high = Math.max(high, element);
        }
        float[] none = {};
        var builder = new TapStatistics.Builder("x");
        builder.add(new Observation(low, high, none, none, none, elements));
        return builder.build();
    }

    private static float[] gaussian(long seed, int count) {
        var random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({
        "min-max, -4, 100, 100",
        "mean, -2, 28, 28.4",
        "median, -2, 6, 6",
        "mean-no-outliers, -2, 12.6666667, 10.5",
        "median-no-outliers=0.2, -2, 6, 5",
        "mean-no-outliers=0, -2, 28, 28.4"
    })
    void boundsOfSamples_areJoined(String name, double low, double high, double magnitude) {
        TapStatistics seen = bounds(-4, 2, -2, 6, 0, 28, -1, 4, -3, 100);
        Range asymmetric = RangeEstimator.named(name).estimate(seen, ASYMMETRIC);
        assertThat(asymmetric.low()).isCloseTo(low, within(1e-6));
        assertThat(asymmetric.high()).isCloseTo(high, within(1e-6));
        Range symmetric = RangeEstimator.named(name).estimate(seen, SYMMETRIC);
        assertThat(symmetric.low()).isCloseTo(-magnitude, within(1e-6));
        assertThat(symmetric.high()).isCloseTo(magnitude, within(1e-6));
    }

    @Test
    void aSymmetricRange_withoutNegatives_startsAtZero() {
        assertThat(RangeEstimator.meanMinMax().estimate(bounds(1, 2, 0, 4), SYMMETRIC))
                .isEqualTo(new Range(0, 3));
    }

    @Test
    void bothEnds_mayBeFoundInTheirOwnWay() {
        var parameters = RangeEstimatorParameters.MINMAX
                .min(min -> min.aggregatorType(AggregatorType.MEDIAN))
                .max(max -> max.statisticsType(StatisticsType.ABS_MAX).aggregatorType(AggregatorType.MIN));
        assertThat(parameters.estimate(bounds(-4, 2, -2, 6, 0, 28), ASYMMETRIC)).isEqualTo(new Range(-2, 4));
        assertThat(parameters).hasToString("min: median of min, max: min of abs-max");
        assertThat(parameters.max(max -> max.statisticsType(StatisticsType.QUANTILE)))
                .hasToString("min: median of min, max: quantile 0.0001");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.01, 0.001})
    void quantiles_leaveOutTheirShare_withinABucket(double share) {
        float[] elements = gaussian(5, 20_000);
        float[] sorted = elements.clone();
        java.util.Arrays.sort(sorted);
        Range range = RangeEstimator.quantile(share).estimate(elements(elements), ASYMMETRIC);
        float low = sorted[(int) (share * sorted.length)];
        float high = sorted[(int) ((1 - share) * sorted.length)];
        assertThat(range.low()).isCloseTo(low, within(0.012 * Math.abs(low)));
        assertThat(range.high()).isCloseTo(high, within(0.012 * Math.abs(high)));
        Range symmetric = RangeEstimator.percentile(100 - 100 * share).estimate(elements(elements), SYMMETRIC);
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = Math.abs(sorted[i]);
        }
        java.util.Arrays.sort(sorted);
        float magnitude = sorted[(int) ((1 - share) * sorted.length)];
        assertThat(symmetric.high()).isCloseTo(magnitude, within(0.012 * magnitude));
        assertThat(symmetric.low()).isEqualTo(-symmetric.high());
    }

    @Test
    void aQuantile_doesNotLeaveWhatWasSeen() {
        assertThat(RangeEstimator.quantile(0).estimate(elements(-1.003f, 0, 6.01f), ASYMMETRIC))
                .isEqualTo(new Range(-1.003f, 6.01f));
    }

    private static double squaredError(float[] elements, Range range, QuantizerConfig config) {
        boolean negative = false;
        for (float element : elements) {
            negative |= element < 0;
        }
        Grid grid = Grid.of(range, config, Grid.type(config, negative));
        double sum = 0;
        for (float element : elements) {
            double error = grid.dequantize(grid.quantize(element)) - element;
            sum += error * error;
        }
        return sum;
    }

    /** Elements of many shapes: bells, one-sided ones, cut-off ones, with and without far outliers. */
    private static float[] shaped(int kind) {
        float[] elements = gaussian(kind, 1500);
        var random = new Random(kind);
        for (int i = 0; i < elements.length; i++) {
            float x = elements[i];
            elements[i] = switch (kind % 6) {
                case 0 -> x;
                case 1 -> Math.max(0, x);
                case 2 -> Math.min(6, Math.max(0, 4 * x + 2));
                case 3 -> x * x * x;
                case 4 -> x / (0.05f + random.nextFloat());
                default -> random.nextFloat() * 2 - 0.3f;
            };
        }
        // A spike inside the range is blurred by its bucket, so how it fits the grid is not known.
        if (kind >= 6 && kind < 12 && kind != 8) {
            elements[11] = 40;
        }
        if (kind >= 12) {
            elements[12] = -900;
        }
        return elements;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17})
    void theHistogramsRange_isWithinThreePercentOfTheLeastSquaredErrorThereIs(int kind) {
        float[] elements = shaped(kind);
        TapStatistics seen = elements(elements);
        for (QuantizerConfig config : new QuantizerConfig[] {ASYMMETRIC, SYMMETRIC}) {
            double least = Double.POSITIVE_INFINITY;
            boolean symmetric = config.scheme() == Scheme.SYMMETRIC;
            double magnitude = Math.max(-seen.min(), seen.max());
            for (double high = 1; high > 0.005; high *= symmetric ? 0.99 : 0.97) {
                for (double low = 1; low > 0.005; low *= symmetric ? 0 : 0.95) {
                    Range part = symmetric
                            ? new Range(seen.min() < 0 ? -high * magnitude : 0, high * magnitude)
                            : new Range(low * Math.min(0, seen.min()), high * seen.max());
                    least = Math.min(least, squaredError(elements, part, config));
                }
            }
            Range found = RangeEstimator.histogram().estimate(seen, config);
            assertThat(squaredError(elements, found, config))
                    .as("%s %s", config, found)
                    .isLessThanOrEqualTo(1.03 * least);
        }
    }

    @Test
    void theErrorOverBuckets_isThatOfTheElements() {
        float[] elements = shaped(3);
        var buckets = Buckets.of(elements(elements));
        for (double end = 0.01; end < 40; end *= 1.7) {
            Range part = new Range(-end / 3, end);
            double exact = squaredError(elements, part, ASYMMETRIC);
            double estimated = buckets.squaredError(Grid.of(part, ASYMMETRIC, Grid.type(ASYMMETRIC, true)));
            assertThat(estimated).as("up to %s", end).isCloseTo(exact, within(0.03 * exact));
        }
    }

    @Test
    void withSixteenBits_theRangeStaysWhole_asNothingIsGainedByCutting() {
        float[] elements = gaussian(3, 5000);
        TapStatistics seen = elements(elements);
        var config = config(16, Scheme.ASYMMETRIC);
        Range range = RangeEstimator.histogram().estimate(seen, config);
        assertThat(range.low()).isCloseTo(seen.min(), within(0.05));
        assertThat(range.high()).isCloseTo(seen.max(), within(0.05));
        assertThat(RangeEstimator.entropy().estimate(seen, config)).isEqualTo(new Range(seen.min(), seen.max()));
    }

    @Test
    void entropy_cutsOffAFarOutlier_andKeepsAnEvenSpread() {
        float[] bell = gaussian(9, 50_000);
        bell[5] = 60;
        Range range = RangeEstimator.entropy().estimate(elements(bell), ASYMMETRIC);
        assertThat(range.high()).isBetween(2.5, 12.0);
        assertThat(range.low()).isBetween(-5.0, -2.5);
        float[] even = new float[50_000];
        for (int i = 0; i < even.length; i++) {
            even[i] = i / 50_000f;
        }
        assertThat(RangeEstimator.entropy().estimate(elements(even), SYMMETRIC).high())
                .isGreaterThan(0.95);
    }

    @ParameterizedTest
    @ValueSource(strings = {"histogram", "entropy", "quantile=0.01", "mean"})
    void constants_haveARange(String name) {
        for (float constant : new float[] {0, 1, -3, 1e-30f}) {
            TapStatistics seen = elements(constant, constant);
            Range range = RangeEstimator.named(name).estimate(seen, ASYMMETRIC);
            Grid grid = Grid.of(range, ASYMMETRIC, Grid.type(ASYMMETRIC, constant < 0));
            assertThat(grid.dequantize(grid.quantize(constant))).isCloseTo(constant, within(1e-5));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "min-max",
                "mean-min-max",
                "median-min-max",
                "mean-no-outliers=0.0001",
                "median-no-outliers=0.02",
                "quantile=0.00001",
                "histogram",
                "entropy"
            })
    void aName_leadsBack(String name) {
        assertThat(RangeEstimator.named(name)).hasToString(name);
    }

    @Test
    void percentiles_areQuantiles_inExactDecimals() {
        assertThat(RangeEstimator.named("percentile=99.99")).hasToString("quantile=0.0001");
        assertThat(RangeEstimator.named("Percentile")).isEqualTo(RangeEstimator.quantile(1e-4));
        assertThat(RangeEstimator.percentile(99.9).needs()).contains(Statistic.HISTOGRAM);
        assertThat(RangeEstimator.meanMinMax().needs()).containsExactly(Statistic.BOUNDS);
    }

    @ParameterizedTest
    @CsvSource({
        "histogramm, the nearest: 'histogram'",
        "min-max=3, takes no number",
        "percentile=high, no number behind its =",
        "percentile=150, above 50",
        "quantile=0.7, from 0 to below 0.5",
        "'', There is no range ''"
    })
    void aWrongName_isRefused_withTheNearest(String name, String message) {
        assertThatExceptionOfType(BadSettingsException.class)
                .isThrownBy(() -> RangeEstimator.named(name))
                .withMessageContaining(message);
    }
}
