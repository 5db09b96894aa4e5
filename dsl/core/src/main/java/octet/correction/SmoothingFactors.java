package octet.correction;

import java.util.Arrays;
import java.util.List;

/**
 * The numbers that SmoothQuant divides channels by: {@code s = X^α / W^(1 − α)}, where {@code X} is the greatest magnitude
 * of a channel of the activations and {@code W} that of the weights that read it; at {@code α = 0.5} both come out
 * equally large. Neither counts as smaller than 10⁻⁵, and {@code s} is at least what a tenth of the channels stay below,
 * and at most 100. Where several operations read the value, the one with the most even numbers decides.
 */
final class SmoothingFactors {

    private static final double SMALLEST = 1e-5;
    private static final double GREATEST = 100;
    private static final double SHARE_BELOW = 0.1;

    private SmoothingFactors() {}

    /**
     * One number a channel.
     *
     * @param activations the greatest magnitude of each channel
     * @param weights the same of each operation's weights
     */
    static float[] of(float[] activations, List<float[]> weights, double alpha) {
        float[] best = null;
        double evenness = -1;
        for (float[] magnitudes : weights) {
            float[] factors = of(activations, magnitudes, alpha);
            double evennessHere = evenness(factors);
            if (evennessHere > evenness) {
                evenness = evennessHere;
                best = factors;
            }
        }
        return best;
    }

    private static float[] of(float[] activations, float[] weights, double alpha) {
        double[] factors = new double[activations.length];
        for (int c = 0; c < factors.length; c++) {
            double x = Math.max(SMALLEST, activations[c]);
            double w = Math.max(SMALLEST, weights[c]);
            factors[c] = Math.pow(x, alpha) / Math.pow(w, 1 - alpha);
        }
        double least = Math.min(GREATEST, quantile(factors));
        float[] clipped = new float[factors.length];
        for (int c = 0; c < clipped.length; c++) {
            clipped[c] = (float) Math.max(least, Math.min(GREATEST, factors[c]));
        }
        return clipped;
    }

    /** Between neighbours in proportion. */
    private static double quantile(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double at = SHARE_BELOW * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    private static double evenness(float[] factors) {
        float least = Float.POSITIVE_INFINITY;
        float greatest = 0;
        for (float factor : factors) {
            least = Math.min(least, factor);
            greatest = Math.max(greatest, factor);
        }
        return least / greatest;
    }
}
