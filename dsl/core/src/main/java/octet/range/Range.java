package octet.range;

/**
 * The interval of real values that a quantizer can represent.
 *
 * @param low the lower end, finite
 * @param high the upper end, finite, not below {@code low}
 */
public record Range(double low, double high) {

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

    /** The greatest magnitude in the range. */
    public double magnitude() {
        return Math.max(Math.abs(low), Math.abs(high));
    }
}
