package octet.range;

import java.util.Set;
import octet.calibration.Statistic;
import octet.calibration.TapStatistics;
import octet.placement.QuantizerConfig;
import octet.placement.Scheme;

/**
 * See {@link RangeEstimator#entropy()}. Magnitudes are counted in equal intervals; for each threshold, what lies beyond
 * counts as the threshold itself, and the divergence is that of the intervals joined into as many as there are integers.
 * Both ends of an asymmetric range are cut off at the threshold. With 16 bits there are more integers than intervals, and
 * the range stays whole.
 */
enum Entropy implements RangeEstimator {
    INSTANCE;

    private static final int INTERVALS = 2048;
    private static final int STRIDE = 16;

    /** Stands for a share of nothing, whose logarithm would be infinite. */
    private static final double NOTHING = 1e-4;

    @Override
    public Set<Statistic> needs() {
        return Set.of(Statistic.BOUNDS, Statistic.HISTOGRAM);
    }

    @Override
    public Range estimate(TapStatistics statistics, QuantizerConfig config) {
        Range seen = new Range(statistics.min(), statistics.max());
        double greatest = seen.magnitude();
        int levels = 1 << (seen.low() < 0 ? config.bits() - 1 : config.bits());
        double threshold = greatest;
        if (levels < INTERVALS && greatest > 0) {
            double[] counts = Buckets.ofMagnitudes(statistics, greatest, INTERVALS);
            threshold = greatest * intervals(counts, levels) / INTERVALS;
        }
        if (config.scheme() == Scheme.SYMMETRIC) {
            return new Range(seen.low() < 0 ? -threshold : 0, threshold);
        }
        return new Range(
                Math.max(-threshold, Math.min(threshold, seen.low())),
                Math.min(threshold, Math.max(-threshold, seen.high())));
    }

    /** How many intervals to keep; of equally good numbers the greatest. */
    private static int intervals(double[] counts, int levels) {
        double beyond = 0;
        int best = counts.length;
        double least = divergence(counts, counts.length, levels, 0);
        for (int kept = counts.length - STRIDE; kept >= levels; kept -= STRIDE) {
            for (int i = kept; i < kept + STRIDE; i++) {
                beyond += counts[i];
            }
            double divergence = divergence(counts, kept, levels, beyond);
            if (divergence < least) {
                least = divergence;
                best = kept;
            }
        }
        return best;
    }

    private static double divergence(double[] counts, int kept, int levels, double beyond) {
        double inside = 0;
        for (int i = 0; i < kept; i++) {
            inside += counts[i];
        }
        if (inside == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double sum = 0;
        for (int level = 0; level < levels; level++) {
            int from = (int) ((long) level * kept / levels);
            int to = (int) ((long) (level + 1) * kept / levels);
            double mean = meanOfFilled(counts, from, to) / inside;
            for (int i = from; i < to; i++) {
                double share = (i == kept - 1 ? counts[i] + beyond : counts[i]) / (inside + beyond);
                if (share > 0) {
                    sum += share * Math.log(share / (counts[i] > 0 ? mean : NOTHING));
                }
            }
        }
        return sum;
    }

    private static double meanOfFilled(double[] counts, int from, int to) {
        double sum = 0;
        int filled = 0;
        for (int i = from; i < to; i++) {
            sum += counts[i];
            filled += counts[i] > 0 ? 1 : 0;
        }
        return sum / Math.max(1, filled);
    }

    @Override
    public String toString() {
        return "entropy";
    }
}
