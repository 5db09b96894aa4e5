package octet.metric;

/**
 * A sample's score.
 *
 * @param value the score; NaN where a metric has none for one sample alone
 * @param weight what it counts for in the mean, such as the number of characters of a label; at least 0
 * @param part what the metric keeps of the sample to score all of them together; {@code null} where the mean will do
 */
public record Score(double value, double weight, Object part) {

    /** A score that counts in the mean. */
    public Score(double value, double weight) {
        this(value, weight, null);
    }
}
