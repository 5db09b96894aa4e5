package octet.range;

import octet.graph.Shape;

/**
 * Signed bytes with one scale for each index along an axis, or one for all: {@code real = scale · (byte − zeroPoint)}.
 * The arrays are shared, not copied: treat them as read-only.
 *
 * @param values the bytes, row-major
 * @param shape their shape
 * @param scales one scale an index along the axis, or one
 * @param zeroPoints one zero point a scale; all zero for a symmetric tensor
 * @param axis the axis, from 0; -1 for one scale
 */
public record QuantizedTensor(byte[] values, Shape shape, float[] scales, byte[] zeroPoints, int axis) {

    /** The real values, in a new array. */
    public float[] dequantize() {
        float[] reals = new float[values.length];
        var layout = ChannelLayout.of(shape, axis);
        int at = 0;
        for (int o = 0; o < layout.outer(); o++) {
            for (int c = 0; c < layout.channels(); c++) {
                float scale = scales[c];
                int zeroPoint = zeroPoints[c];
                for (int end = at + layout.inner(); at < end; at++) {
                    reals[at] = scale * (values[at] - zeroPoint);
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
