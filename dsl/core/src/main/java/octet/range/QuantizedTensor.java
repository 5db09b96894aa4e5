package octet.range;

import octet.graph.Shape;

/**
 * Symmetric signed bytes with one scale for each index along an axis: {@code real = scale[index] · byte}. The arrays are
 * shared, not copied: treat them as read-only.
 *
 * @param values the bytes, row-major
 * @param shape their shape
 * @param scales one scale an index along the axis
 * @param axis the axis, from 0
 */
public record QuantizedTensor(byte[] values, Shape shape, float[] scales, int axis) {

    /** The real values, in a new array. */
    public float[] dequantize() {
        float[] reals = new float[values.length];
        int inner = ChannelLayout.inner(shape, axis);
        for (int start = 0, channel = 0; start < reals.length; start += inner) {
            float scale = scales[channel];
            for (int i = start; i < start + inner; i++) {
                reals[i] = scale * values[i];
            }
            channel = channel + 1 == scales.length ? 0 : channel + 1;
        }
        return reals;
    }
}
