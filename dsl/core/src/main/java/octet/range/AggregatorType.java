package octet.range;

import java.util.Arrays;
import java.util.Locale;

/** How the numbers that samples tell become one (NNCF's {@code AggregatorType}). */
public enum AggregatorType {
    /** The least. */
    MIN,
    /** The greatest. */
    MAX,
    /** The mean. */
    MEAN,
    /** The median. */
    MEDIAN,
    /** The mean of those between two quantiles. */
    MEAN_NO_OUTLIERS,
    /** The median of those between two quantiles. */
    MEDIAN_NO_OUTLIERS;

    /**
     * One number for all.
     *
     * @param numbers at least one; they are sorted
     * @param tail which share is left out at either end, by those that leave out some
     */
    double of(double[] numbers, double tail) {
        Arrays.sort(numbers);
        return switch (this) {
            case MIN -> numbers[0];
            case MAX -> numbers[numbers.length - 1];
            case MEAN -> mean(numbers);
            case MEDIAN -> Quantiles.of(numbers, 0.5);
            case MEAN_NO_OUTLIERS -> mean(withoutTails(numbers, tail));
            case MEDIAN_NO_OUTLIERS -> Quantiles.of(withoutTails(numbers, tail), 0.5);
        };
    }

    private static double mean(double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        return sum / numbers.length;
    }

    /** Those that are neither below the quantile of the tail nor above that of the rest; all where none would be left. */
    private static double[] withoutTails(double[] sorted, double tail) {
        double low = Quantiles.of(sorted, tail);
        double high = Quantiles.of(sorted, 1 - tail);
        double[] inner = Arrays.stream(sorted)
                .filter(number -> low <= number && number <= high)
                .toArray();
        return inner.length == 0 ? sorted : inner;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
