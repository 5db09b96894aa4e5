package octet.range;

import octet.problem.BadSettingsException;
import octet.problem.Words;

/**
 * How one end of a range is found (NNCF's {@code StatisticsCollectorParameters}).
 *
 * @param statisticsType what each sample tells
 * @param aggregatorType how that becomes one number; a quantile is taken of all samples together and needs none
 * @param quantileOutlierProb the share beyond a quantile, or left out at either end, from 0 to below 0.5
 */
public record StatisticsCollectorParameters(
        StatisticsType statisticsType, AggregatorType aggregatorType, double quantileOutlierProb) {

    /** The share that NNCF has unless another is said. */
    public static final double DEFAULT_PROB = 1e-4;

    /** Checks the share. */
    public StatisticsCollectorParameters {
        if (!(quantileOutlierProb >= 0 && quantileOutlierProb < 0.5)) {
            throw new BadSettingsException(
                    Words.of("quantileOutlierProb is %s", quantileOutlierProb), "a share from 0 to below 0.5", null);
        }
    }

    /** With the default share. */
    public StatisticsCollectorParameters(StatisticsType statisticsType, AggregatorType aggregatorType) {
        this(statisticsType, aggregatorType, DEFAULT_PROB);
    }

    /** With this for each sample. */
    public StatisticsCollectorParameters statisticsType(StatisticsType type) {
        return new StatisticsCollectorParameters(type, aggregatorType, quantileOutlierProb);
    }

    /** With this over the samples. */
    public StatisticsCollectorParameters aggregatorType(AggregatorType type) {
        return new StatisticsCollectorParameters(statisticsType, type, quantileOutlierProb);
    }

    /** With this share. */
    public StatisticsCollectorParameters quantileOutlierProb(double prob) {
        return new StatisticsCollectorParameters(statisticsType, aggregatorType, prob);
    }

    private boolean heedsProb() {
        return statisticsType.isQuantile()
                || aggregatorType == AggregatorType.MEAN_NO_OUTLIERS
                || aggregatorType == AggregatorType.MEDIAN_NO_OUTLIERS;
    }

    /** In short, {@code mean of quantile 0.0001}. */
    @Override
    public String toString() {
        String of = statisticsType.isQuantile() ? statisticsType.toString() : aggregatorType + " of " + statisticsType;
        return heedsProb() ? of + " " + Numbers.text(quantileOutlierProb) : of;
    }
}
