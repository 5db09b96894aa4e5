package octet.range;

/** Quantiles of numbers in rising order, between two neighbours in proportion. */
final class Quantiles {

    private Quantiles() {}

    /**
     * The number below which a share lies.
     *
     * @param sorted at least one number, rising
     * @param share from 0 to 1
     */
    static double of(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
