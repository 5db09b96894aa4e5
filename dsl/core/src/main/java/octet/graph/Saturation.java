package octet.graph;

/**
 * Where an operation stops to tell its inputs apart: all inputs below the one number give the same output, and so do all
 * above the other.
 *
 * @param below {@link Double#NEGATIVE_INFINITY} where it tells small inputs apart
 * @param above {@link Double#POSITIVE_INFINITY} where it tells great inputs apart
 */
public record Saturation(double below, double above) {

    /** Tells all inputs apart. */
    public static final Saturation NONE = new Saturation(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** What neither of two readers of a value tells apart. */
    public Saturation and(Saturation other) {
        return new Saturation(Math.min(below, other.below), Math.max(above, other.above));
    }
}
