package octet.range;

import octet.placement.Arithmetic;
import octet.placement.QuantizationMode;
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
 * @param mode the float8 that they become; {@code null} for signed bytes
 */
public record WeightRules(
        QuantizerConfig config,
        boolean halfRange,
        RangeEstimator estimator,
        Arithmetic arithmetic,
        QuantizationMode mode) {

    /** Into signed bytes. */
    public WeightRules(QuantizerConfig config, boolean halfRange, RangeEstimator estimator, Arithmetic arithmetic) {
        this(config, halfRange, estimator, arithmetic, null);
    }

    /** Symmetric, narrow, from the least to the greatest element. */
    public static final WeightRules DEFAULT =
            new WeightRules(QuantizerConfig.WEIGHTS, false, RangeEstimator.minMax(), Arithmetic.EXACT);

    /** The same with this range, whatever the weights. */
    public WeightRules of(Range range) {
        return new WeightRules(config, halfRange, new FixedRange(range), arithmetic, mode);
    }

    boolean isSymmetric() {
        return config.scheme() == Scheme.SYMMETRIC;
    }

    /** The lowest byte in use. */
    int lowest() {
        return config.narrowRange() && !halves() ? -highest() : -(halfRange ? 64 : 128);
    }

    /** The highest byte in use. */
    int highest() {
        return halves() ? 64 : halfRange ? 63 : 127;
    }

    /** NNCF doubles the range that it would quantize to all 8 bits, so that the greatest weight is at 63.5. */
    private boolean halves() {
        return halfRange && arithmetic == Arithmetic.NNCF;
    }

    private double greatestSteps() {
        return halves() ? 63.5 : highest();
    }

    /** The scale at which the bytes in use span a range. */
    float scale(Range range) {
        Range wide = range.withZero();
        return isSymmetric()
                ? Grid.scale(wide.magnitude() / greatestSteps())
                : Grid.scale((wide.high() - wide.low()) / (highest() - lowest()));
    }

    /** The byte that stands for zero. */
    int zeroPoint(Range range, float scale) {
        return isSymmetric() ? 0 : Grid.zeroPoint(range.withZero(), scale, lowest(), highest() - lowest());
    }
}
