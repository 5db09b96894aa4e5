package octet.range;

/**
 * The interval of real values that a quantizer can represent.
 *
 * @param low the lower end, finite
 * @param high the upper end, finite, not below {@code low}
 */
public record Range(double low, double high) {

    /**
     * A range that is left by less of its width than this is taken to hold: the extremes of two halves of one dataset
     * differ by up to 17 % in a recogniser of text lines, whose values have long tails.
     */
    public static final double SLACK = 0.25;

    /** Checks the ends. */
    public Range {
        if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException("no range: from " + low + " to " + high);
        }
    }

    /** The smallest range that holds this one and zero. */
    public Range withZero() {
        return new Range(Math.min(0, low), Math.max(0, high));
    }

    /** The smallest range that holds both. */
    public Range union(Range other) {
        return new Range(Math.min(low, other.low), Math.max(high, other.high));
    }

    /**
     * By how much another range leaves this one at both ends together, in widths of this one: 0 when it stays inside,
     * infinite when it does not and this one has no width.
     */
    public double exceededBy(Range other) {
        double beyond = Math.max(0, low - other.low) + Math.max(0, other.high - high);
        return beyond == 0 ? 0 : beyond / (high - low);
    }

    /** The greatest magnitude in the range. */
    public double magnitude() {
        return Math.max(Math.abs(low), Math.abs(high));
    }
}
