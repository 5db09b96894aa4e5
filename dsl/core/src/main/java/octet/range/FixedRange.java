package octet.range;

import octet.calibration.TapStatistics;
import octet.placement.QuantizerConfig;

/**
 * Gives the same range for everything.
 *
 * @param range that range
 */
record FixedRange(Range range) implements RangeEstimator {

    @Override
    public Range estimate(TapStatistics statistics, QuantizerConfig config) {
        return range;
    }

    @Override
    public Range estimateWeights(float[] elements, int length, WeightRules rules) {
        return range;
    }
}
