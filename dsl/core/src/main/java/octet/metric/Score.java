package octet.metric;

/**
 * A sample's score.
 *
 * @param value the score
 * @param weight what it counts for in the mean, such as the number of characters of a label; at least 0
 */
public record Score(double value, double weight) {}
