package octet.accuracy;

import octet.problem.Words;

/**
 * How much worse than float a model may score.
 *
 * @param maxDrop the greatest drop, at least 0
 * @param dropType how it is measured
 * @param higherIsBetter whether a greater score is a better one
 */
public record Bound(double maxDrop, DropType dropType, boolean higherIsBetter) {

    /** Sums in another order differ so much. */
    private static final double SLACK = 1e-12;

    /** How much worse than float a score is; negative when it is better. Relative to a float score of 0 it may be infinite. */
    public double drop(double floatScore, double score) {
        double difference = higherIsBetter ? floatScore - score : score - floatScore;
        if (dropType == DropType.ABSOLUTE || difference == 0) {
            return difference;
        }
        return difference / Math.abs(floatScore);
    }

    /** Whether the drop is within the bound. */
    public boolean holds(double drop) {
        return drop <= maxDrop + SLACK;
    }

    /** {@code at most 0.01}, or {@code at most 1 % of float's score}. */
    @Override
    public String toString() {
        return dropType == DropType.ABSOLUTE
                ? Words.of("at most %.4g", maxDrop)
                : Words.of("at most %.4g %% of float's score", 100 * maxDrop);
    }
}
