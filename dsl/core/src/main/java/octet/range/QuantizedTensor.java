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
        var layout = ChannelLayout.of(shape, axis);
        int at = 0;
        for (int o = 0; o < layout.outer(); o++) {
            for (int c = 0; c < layout.channels(); c++) {
                float scale = scales[c];
                for (int end = at + layout.inner(); at < end; at++) {
                    reals[at] = scale * values[at];
                }
            }
        }
        return reals;
    }
}
