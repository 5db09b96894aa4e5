package octet.range;

import static octet.range.StatisticsCollectorParameters.DEFAULT_PROB;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import octet.calibration.Histogram;
import octet.calibration.Statistic;
import octet.calibration.TapStatistics;
import octet.placement.QuantizerConfig;
import octet.placement.Scheme;

/**
 * A range whose two ends are found each in its own way (NNCF's {@code RangeEstimatorParameters}). For a symmetric quantizer
 * the upper way is applied to magnitudes, and the lower one only tells whether there is a negative side, as in NNCF.
 *
 * <p>Quantiles are taken of the elements of all samples together, from their {@link Histogram}; NNCF takes one of each
 * sample and then the aggregator's, mostly the mean. Both are the same where samples are alike. Where a few samples are
 * larger than all others, the one of all together heeds them as much as they hold elements, and a mean of quantiles more.
 *
 * @param min how the lower end is found
 * @param max how the upper end is found
 */
public record RangeEstimatorParameters(StatisticsCollectorParameters min, StatisticsCollectorParameters max)
        implements RangeEstimator {

    /** From the least to the greatest element. */
    public static final RangeEstimatorParameters MINMAX = bounds(AggregatorType.MIN, AggregatorType.MAX, DEFAULT_PROB);

    /** From the mean of the samples' least elements to that of their greatest. */
    public static final RangeEstimatorParameters MEAN_MINMAX =
            bounds(AggregatorType.MEAN, AggregatorType.MEAN, DEFAULT_PROB);

    /** From the median of the samples' least elements to that of their greatest. */
    public static final RangeEstimatorParameters MEDIAN_MINMAX =
            bounds(AggregatorType.MEDIAN, AggregatorType.MEDIAN, DEFAULT_PROB);

    /** As {@link #MEAN_MINMAX}, without the samples at either end. */
    public static final RangeEstimatorParameters MEAN_NO_OUTLIERS_MINMAX = meanNoOutliers(DEFAULT_PROB);

    /** As {@link #MEDIAN_MINMAX}, without the samples at either end. */
    public static final RangeEstimatorParameters MEDIAN_NO_OUTLIERS_MINMAX = medianNoOutliers(DEFAULT_PROB);

    /** Without the share 0.0001 of all elements at either end. */
    public static final RangeEstimatorParameters MEAN_QUANTILE = quantile(DEFAULT_PROB);

    /** The least squared error, found on a histogram; see {@link RangeEstimator#histogram()}. */
    public static final RangeEstimator HISTOGRAM = RangeEstimator.histogram();

    private static final Map<RangeEstimatorParameters, String> NAMES =
            Map.of(MINMAX, "min-max", MEAN_MINMAX, "mean-min-max", MEDIAN_MINMAX, "median-min-max");

    private static RangeEstimatorParameters bounds(AggregatorType least, AggregatorType greatest, double prob) {
        return new RangeEstimatorParameters(
                new StatisticsCollectorParameters(StatisticsType.MIN, least, prob),
                new StatisticsCollectorParameters(StatisticsType.MAX, greatest, prob));
    }

    static RangeEstimatorParameters meanNoOutliers(double prob) {
        return bounds(AggregatorType.MEAN_NO_OUTLIERS, AggregatorType.MEAN_NO_OUTLIERS, prob);
    }

    static RangeEstimatorParameters medianNoOutliers(double prob) {
        return bounds(AggregatorType.MEDIAN_NO_OUTLIERS, AggregatorType.MEDIAN_NO_OUTLIERS, prob);
    }

    static RangeEstimatorParameters quantile(double prob) {
        var one = new StatisticsCollectorParameters(StatisticsType.QUANTILE, AggregatorType.MEAN, prob);
        return new RangeEstimatorParameters(one, one);
    }

    /** Changes how the lower end is found. */
    public RangeEstimatorParameters min(UnaryOperator<StatisticsCollectorParameters> change) {
        return new RangeEstimatorParameters(change.apply(min), max);
    }

    /** Changes how the upper end is found. */
    public RangeEstimatorParameters max(UnaryOperator<StatisticsCollectorParameters> change) {
        return new RangeEstimatorParameters(min, change.apply(max));
    }

    @Override
    public Set<Statistic> needs() {
        boolean histogram =
                min.statisticsType().isQuantile() || max.statisticsType().isQuantile();
        return histogram ? EnumSet.of(Statistic.BOUNDS, Statistic.HISTOGRAM) : EnumSet.of(Statistic.BOUNDS);
    }

    @Override
    public Range estimate(TapStatistics statistics, QuantizerConfig config) {
        return range(new OfSamples(statistics), config.scheme());
    }

    @Override
    public Range estimateWeights(float[] elements, int length, WeightRules rules) {
        return range(new OfElements(elements, length), rules.config().scheme());
    }

    private Range range(Source source, Scheme scheme) {
        double low = source.end(min, min.statisticsType(), true);
        if (scheme == Scheme.SYMMETRIC) {
            double magnitude = Math.abs(source.end(max, max.statisticsType().ofMagnitudes(), false));
            return new Range(low < 0 ? -magnitude : 0, magnitude);
        }
        double high = source.end(max, max.statisticsType(), false);
        return new Range(Math.min(low, high), Math.max(low, high));
    }

    /** Where numbers come from. */
    private interface Source {
        double end(StatisticsCollectorParameters parameters, StatisticsType type, boolean lower);
    }

    private record OfSamples(TapStatistics seen) implements Source {
        @Override
        public double end(StatisticsCollectorParameters parameters, StatisticsType type, boolean lower) {
            if (type.isQuantile()) {
                double share = lower ? parameters.quantileOutlierProb() : 1 - parameters.quantileOutlierProb();
                return quantile(type, share);
            }
            double[] ends = new double[seen.samples()];
            for (int i = 0; i < ends.length; i++) {
                ends[i] = switch (type) {
                    case MIN -> seen.min(i);
                    case MAX -> seen.max(i);
                    default -> Math.max(Math.abs(seen.min(i)), Math.abs(seen.max(i)));
                };
            }
            return parameters.aggregatorType().of(ends, parameters.quantileOutlierProb());
        }

        /** Cut off at what was seen, as a bucket reaches beyond its elements. */
        private double quantile(StatisticsType type, double share) {
            Histogram histogram = seen.histogram().orElseThrow();
            if (type == StatisticsType.QUANTILE) {
                return Math.max(seen.min(), Math.min(seen.max(), histogram.quantile(share)));
            }
            double greatest = Math.max(Math.abs(seen.min()), Math.abs(seen.max()));
            return Math.min(greatest, histogram.ofMagnitudes().quantile(share));
        }
    }

    private record OfElements(float[] elements, int length) implements Source {
        @Override
        public double end(StatisticsCollectorParameters parameters, StatisticsType type, boolean lower) {
            boolean magnitudes = type == StatisticsType.ABS_MAX || type == StatisticsType.ABS_QUANTILE;
            double[] sorted = new double[length];
            for (int i = 0; i < length; i++) {
                sorted[i] = magnitudes ? Math.abs(elements[i]) : elements[i];
            }
            java.util.Arrays.sort(sorted);
            double prob = type.isQuantile() ? parameters.quantileOutlierProb() : 0;
            boolean least = type.isQuantile() ? lower : type == StatisticsType.MIN;
            return Quantiles.of(sorted, least ? prob : 1 - prob);
        }
    }

    /** The name by which {@link RangeEstimator#named} finds it, or both ways where it has none. */
    @Override
    public String toString() {
        String name = NAMES.get(this);
        if (name != null) {
            return name;
        }
        double prob = max.quantileOutlierProb();
        if (equals(quantile(prob))) {
            return "quantile=" + Numbers.text(prob);
        }
        if (equals(meanNoOutliers(prob))) {
            return "mean-no-outliers=" + Numbers.text(prob);
        }
        if (equals(medianNoOutliers(prob))) {
            return "median-no-outliers=" + Numbers.text(prob);
        }
        return "min: " + min + ", max: " + max;
    }
}
