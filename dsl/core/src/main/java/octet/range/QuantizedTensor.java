package octet.range;

import octet.graph.DataType;
import octet.graph.Shape;

/**
 * Bytes that are signed integers or float8, with one scale for each index along an axis, or one for all: {@code real = scale · (byte − zeroPoint)}.
 * The arrays are shared, not copied: treat them as read-only.
 *
 * @param values the bytes, row-major
 * @param shape their shape
 * @param scales one scale an index along the axis, or one
 * @param zeroPoints one zero point a scale; all zero for a symmetric tensor
 * @param axis the axis, from 0; -1 for one scale
 * @param type {@code INT8}, or {@code FLOAT8_E4M3} or {@code FLOAT8_E5M2}, whose numbers stand in the place of the bytes
 */
public record QuantizedTensor(byte[] values, Shape shape, float[] scales, byte[] zeroPoints, int axis, DataType type) {

    /** Integers. */
    public QuantizedTensor(byte[] values, Shape shape, float[] scales, byte[] zeroPoints, int axis) {
        this(values, shape, scales, zeroPoints, axis, DataType.INT8);
    }

    /** The real values, in a new array. */
    public float[] dequantize() {
        float[] reals = new float[values.length];
        var layout = ChannelLayout.of(shape, axis);
        int at = 0;
        for (int o = 0; o < layout.outer(); o++) {
            for (int c = 0; c < layout.channels(); c++) {
                float scale = scales[c];
                int zeroPoint = zeroPoints[c];
                int end = at + layout.inner();
                for (; at < end && type == DataType.INT8; at++) {
                    reals[at] = scale * (values[at] - zeroPoint);
                }
                for (; at < end; at++) {
                    reals[at] = scale * Float8.decode(values[at], type);
                }
            }
        }
        return reals;
    }

    /** The scale of each index along another axis, or of each channel where there is one for all. */
    public float[] scalesOf(int channels) {
        if (scales.length == channels) {
            return scales;
        }
        float[] all = new float[channels];
        java.util.Arrays.fill(all, scales[0]);
        return all;
    }
}
