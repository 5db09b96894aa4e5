package octet.range;

import java.util.function.ToDoubleFunction;

/**
 * Searches the part of a range that has the least error. Both ends move in steps of half an octave first, all
 * combinations of them, down to a 64th; then around the best in ever smaller steps. A first rise of the error ends
 * nothing: it falls again where a far outlier is given up.
 */
final class ClipSearch {

    private static final int COARSE = 12;
    private static final double HALF_OCTAVE = Math.sqrt(0.5);
    private static final int REFINEMENTS = 5;

    private final Range whole;
    private final ToDoubleFunction<Range> error;
    private double bestLow = 1;
    private double bestHigh = 1;
    private double least;

    private ClipSearch(Range whole, ToDoubleFunction<Range> error) {
        this.whole = whole;
        this.error = error;
        this.least = error.applyAsDouble(whole);
    }

    /**
     * The best part of the range.
     *
     * @param together whether both ends move by the same factor
     * @param error of a part; of equal ones the wider is taken
     */
    static Range best(Range whole, boolean together, ToDoubleFunction<Range> error) {
        var search = new ClipSearch(whole, error);
        search.run(!together && whole.low() < 0, together || whole.high() > 0, together);
        return search.range(search.bestLow, search.bestHigh);
    }

    private void run(boolean low, boolean high, boolean together) {
        for (int h = 0; h <= (high ? COARSE : 0); h++) {
            for (int l = 0; l <= (low ? COARSE : 0); l++) {
                attempt(together ? power(h) : power(l), power(h));
            }
        }
        double step = HALF_OCTAVE;
        for (int i = 0; i < REFINEMENTS; i++) {
            step = Math.sqrt(step);
            double l = bestLow;
            double h = bestHigh;
            for (double up : high ? new double[] {1, step, 1 / step} : new double[] {1}) {
                for (double down : low ? new double[] {1, step, 1 / step} : new double[] {1}) {
                    attempt(Math.min(1, l * (together ? up : down)), Math.min(1, h * up));
                }
            }
        }
    }

    private static double power(int steps) {
        return Math.pow(HALF_OCTAVE, steps);
    }

    private void attempt(double low, double high) {
        double found = error.applyAsDouble(range(low, high));
        if (found < least) {
            least = found;
            bestLow = low;
            bestHigh = high;
        }
    }

    private Range range(double low, double high) {
        return new Range(whole.low() * low, whole.high() * high);
    }
}
