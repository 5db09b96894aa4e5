package octet.range;

import octet.graph.Shape;

/**
 * Quantizes weights to symmetric signed bytes, one scale a channel: {@code scale = max|w| / qmax}, {@code byte =
 * round(w / scale)}, ties to even. The lowest byte is not used, so that the grid is the same on both sides of zero.
 */
public final class WeightQuantizer {

    private WeightQuantizer() {}

    /**
     * Quantizes a tensor.
     *
     * @param weights the elements, row-major, finite
     * @param shape their shape
     * @param axis the axis along which scales are taken, from 0; -1 for one scale
     * @param bits 8 for bytes from −127 to 127, 7 for −63 to 63
     */
    public static QuantizedTensor perChannel(float[] weights, Shape shape, int axis, int bits) {
        return perChannel(weights, shape, axis, bits, new float[axis < 0 ? 1 : (int) shape.dim(axis)]);
    }

    /** As the other method, with a lower bound for the scale of each channel. */
    public static QuantizedTensor perChannel(float[] weights, Shape shape, int axis, int bits, float[] leastScales) {
        var layout = ChannelLayout.of(shape, axis);
        int greatest = (1 << bits - 1) - 1;
        float[] scales = magnitudes(weights, layout);
        for (int c = 0; c < scales.length; c++) {
            float scale = (float) ((double) scales[c] / greatest);
            // A channel of zeros has no scale of its own; any will do.
            scales[c] = Math.max(leastScales[c], scale == 0 ? 1f : Math.max(scale, Grid.SMALLEST));
        }
        byte[] bytes = layout.inner() == 1
                ? roundRows(weights, scales, layout, greatest)
                : roundRuns(weights, scales, layout, greatest);
        return new QuantizedTensor(bytes, shape, scales, new byte[scales.length], axis);
    }

    private static float[] magnitudes(float[] weights, ChannelLayout layout) {
        float[] magnitudes = new float[layout.channels()];
        int at = 0;
        for (int o = 0; o < layout.outer(); o++) {
            for (int c = 0; c < layout.channels(); c++) {
                float greatest = magnitudes[c];
                for (int end = at + layout.inner(); at < end; at++) {
                    greatest = Math.max(greatest, Math.abs(weights[at]));
                }
                magnitudes[c] = greatest;
            }
        }
        return magnitudes;
    }

    /** Rounds where a channel is a run of elements with one scale. */
    private static byte[] roundRuns(float[] weights, float[] scales, ChannelLayout layout, int greatest) {
        byte[] bytes = new byte[weights.length];
        int at = 0;
        for (int o = 0; o < layout.outer(); o++) {
            for (int c = 0; c < layout.channels(); c++) {
                double scale = scales[c];
                for (int end = at + layout.inner(); at < end; at++) {
                    bytes[at] = round(weights[at] / scale, greatest);
                }
            }
        }
        return bytes;
    }

    /** Rounds where the channels change from element to element, as in the weights of a matrix product. */
    private static byte[] roundRows(float[] weights, float[] scales, ChannelLayout layout, int greatest) {
        byte[] bytes = new byte[weights.length];
        int channels = layout.channels();
        for (int start = 0; start < weights.length; start += channels) {
            for (int c = 0; c < channels; c++) {
                bytes[start + c] = round(weights[start + c] / (double) scales[c], greatest);
            }
        }
        return bytes;
    }

    private static byte round(double quotient, int greatest) {
        return (byte) Math.max(-greatest, Math.min(greatest, (int) Math.rint(quotient)));
    }
}
