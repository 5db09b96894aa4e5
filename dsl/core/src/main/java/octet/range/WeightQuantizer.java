package octet.range;

import octet.graph.DataType;
import octet.graph.Shape;
import octet.placement.Arithmetic;

/**
 * Quantizes weights to signed bytes, with one scale a channel or one for all: {@code byte = round(w / scale) + zeroPoint},
 * ties to even. By default weights are symmetric, {@code scale = max|w| / 127}, and the lowest byte is not used, so that
 * the grid is the same on both sides of zero. Rules with a mode make float8 of them instead.
 */
public final class WeightQuantizer {

    private WeightQuantizer() {}

    /**
     * Quantizes a tensor to symmetric bytes.
     *
     * @param weights the elements, row-major, finite
     * @param shape their shape
     * @param axis the axis along which scales are taken, from 0; -1 for one scale
     * @param bits 8 for bytes from −127 to 127, 7 for −63 to 63
     */
    public static QuantizedTensor perChannel(float[] weights, Shape shape, int axis, int bits) {
        var rules = new WeightRules(
                WeightRules.DEFAULT.config(), bits == 7, WeightRules.DEFAULT.estimator(), Arithmetic.EXACT);
        return quantize(weights, shape, axis, rules, new float[axis < 0 ? 1 : (int) shape.dim(axis)]);
    }

    /**
     * Quantizes a tensor.
     *
     * @param weights the elements, row-major, finite
     * @param shape their shape
     * @param axis the axis along which scales are taken, from 0; -1 for one scale
     * @param leastScales a lower bound for the scale of each channel
     */
    public static QuantizedTensor quantize(
            float[] weights, Shape shape, int axis, WeightRules rules, float[] leastScales) {
        var layout = ChannelLayout.of(shape, axis);
        Range[] ranges = ChannelRanges.of(weights, layout, rules);
        if (rules.mode() != null) {
            return float8(weights, shape, axis, ranges, rules.mode().type());
        }
        if (rules.arithmetic() == Arithmetic.NNCF) {
            double greatest = 0;
            for (Range range : ranges) {
                greatest = Math.max(greatest, range.magnitude());
            }
            for (int c = 0; c < ranges.length; c++) {
                ranges[c] = NncfRanges.adjust(ranges[c], rules.config(), greatest);
            }
        }
        float[] scales = new float[ranges.length];
        byte[] zeroPoints = new byte[ranges.length];
        for (int c = 0; c < scales.length; c++) {
            scales[c] = Math.max(leastScales[c], rules.scale(ranges[c]));
            zeroPoints[c] = (byte) rules.zeroPoint(ranges[c], scales[c]);
        }
        boolean inside = rules.isSymmetric() && rules.estimator().equals(RangeEstimatorParameters.MINMAX);
        byte[] bytes = Rounding.bytes(
                weights, layout, new Rounding.Bytes(scales, zeroPoints, rules.lowest(), rules.highest(), inside));
        return new QuantizedTensor(bytes, shape, scales, zeroPoints, axis);
    }

    private static QuantizedTensor float8(float[] weights, Shape shape, int axis, Range[] ranges, DataType type) {
        var layout = ChannelLayout.of(shape, axis);
        float[] scales = new float[ranges.length];
        float[] reciprocals = new float[ranges.length];
        for (int c = 0; c < scales.length; c++) {
            scales[c] = Grid.float8(ranges[c], type, axis >= 0).scale();
            reciprocals[c] = 1 / scales[c];
        }
        byte[] bytes = new byte[weights.length];
        for (int i = 0; i < bytes.length; i++) {
            float factor = reciprocals[i / layout.inner() % reciprocals.length];
            bytes[i] = (byte) Float8.encode(weights[i] * factor, type);
        }
        return new QuantizedTensor(bytes, shape, scales, new byte[scales.length], axis, type);
    }
}
