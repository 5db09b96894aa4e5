package octet.range;

import octet.placement.Arithmetic;
import octet.placement.QuantizerConfig;
import octet.placement.Scheme;

/**
 * How a constant becomes signed bytes. With half of the range no byte lies beyond −64 and 63, so that the sum of two
 * products with unsigned bytes fits into 16 bits: {@code 2 · 255 · 64 < 2¹⁵}.
 *
 * @param config the kind of quantizer, of 8 bits
 * @param halfRange whether 7 of the 8 bits are used
 * @param estimator from the weights of a channel to its range
 * @param arithmetic what is made of the range
 */
public record WeightRules(QuantizerConfig config, boolean halfRange, RangeEstimator estimator, Arithmetic arithmetic) {

    /** Symmetric, narrow, from the least to the greatest element. */
    public static final WeightRules DEFAULT =
            new WeightRules(QuantizerConfig.WEIGHTS, false, RangeEstimator.minMax(), Arithmetic.EXACT);

    boolean isSymmetric() {
        return config.scheme() == Scheme.SYMMETRIC;
    }

    /** The lowest byte in use. */
    int lowest() {
        int half = halfRange ? 64 : 128;
        return config.narrowRange() ? 1 - half : -half;
    }

    /** The highest byte in use. */
    int highest() {
        return halfRange ? 63 : 127;
    }

    /** The scale at which the bytes in use span a range. */
    float scale(Range range) {
        Range wide = range.withZero();
        return isSymmetric()
                ? Grid.scale(wide.magnitude() / highest())
                : Grid.scale((wide.high() - wide.low()) / (highest() - lowest()));
    }

    /** The byte that stands for zero. */
    int zeroPoint(Range range, float scale) {
        return isSymmetric() ? 0 : Grid.zeroPoint(range.withZero(), scale, lowest(), highest() - lowest());
    }
}
