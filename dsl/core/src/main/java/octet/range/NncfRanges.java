package octet.range;

import octet.placement.QuantizerConfig;
import octet.placement.Scheme;

/** What {@link octet.placement.Arithmetic#NNCF} makes of ranges. */
final class NncfRanges {

    private static final double LEAST = 8e-5;
    private static final double LEAST_SHARE = 0.01;
    private static final double NARROW = 8e-4;

    private NncfRanges() {}

    /**
     * One range.
     *
     * @param greatest the greatest magnitude of all channels
     */
    static Range adjust(Range range, QuantizerConfig config, double greatest) {
        if (config.scheme() == Scheme.SYMMETRIC) {
            double magnitude = Math.max(range.magnitude(), Math.max(LEAST_SHARE * greatest, LEAST));
            return new Range(range.low() < 0 ? -magnitude : 0, magnitude);
        }
        double more = range.high() - range.low() > NARROW ? 0 : NARROW;
        Range wide = new Range(range.low() - more, range.high() + more).withZero();
        return withZeroOnAStep(wide, (1 << config.bits()) - (config.narrowRange() ? 2 : 1));
    }

    /** Moves one end outwards; a range whose zero is nearest to an end stays, and only its zero point is rounded. */
    private static Range withZeroOnAStep(Range range, int steps) {
        double width = range.high() - range.low();
        double below = Math.rint(-range.low() * steps / width);
        if (below == 0 || below == steps) {
            return range;
        }
        Range lower = new Range(Math.min(0, below / (below - steps) * range.high()), range.high());
        Range higher = new Range(range.low(), Math.max(0, (below - steps) / below * range.low()));
        return lower.high() - lower.low() > higher.high() - higher.low() ? lower : higher;
    }
}
