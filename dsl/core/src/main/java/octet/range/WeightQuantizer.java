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
     * @param axis the axis along which scales are taken, from 0
     * @param bits 8 for bytes from −127 to 127, 7 for −63 to 63
     */
    public static QuantizedTensor perChannel(float[] weights, Shape shape, int axis, int bits) {
        return perChannel(weights, shape, axis, bits, new float[(int) shape.dim(axis)]);
    }

    /** As the other method, with a lower bound for the scale of each channel. */
    public static QuantizedTensor perChannel(float[] weights, Shape shape, int axis, int bits, float[] leastScales) {
        int inner = ChannelLayout.inner(shape, axis);
        int greatest = (1 << bits - 1) - 1;
        float[] scales = magnitudes(weights, (int) shape.dim(axis), inner);
        for (int c = 0; c < scales.length; c++) {
            float scale = (float) ((double) scales[c] / greatest);
            // A channel of zeros has no scale of its own; any will do.
            scales[c] = Math.max(leastScales[c], scale == 0 ? 1f : Math.max(scale, Grid.SMALLEST));
        }
        return new QuantizedTensor(round(weights, scales, inner, greatest), shape, scales, axis);
    }

    private static float[] magnitudes(float[] weights, int channels, int inner) {
        float[] magnitudes = new float[channels];
        for (int start = 0, channel = 0; start < weights.length; start += inner) {
            float greatest = magnitudes[channel];
            for (int i = start; i < start + inner; i++) {
                greatest = Math.max(greatest, Math.abs(weights[i]));
            }
            magnitudes[channel] = greatest;
            channel = channel + 1 == channels ? 0 : channel + 1;
        }
        return magnitudes;
    }

    private static byte[] round(float[] weights, float[] scales, int inner, int greatest) {
        byte[] bytes = new byte[weights.length];
        for (int start = 0, channel = 0; start < weights.length; start += inner) {
            double scale = scales[channel];
            for (int i = start; i < start + inner; i++) {
                double rounded = Math.rint(weights[i] / scale);
                bytes[i] = (byte) Math.max(-greatest, Math.min(greatest, rounded));
            }
            channel = channel + 1 == scales.length ? 0 : channel + 1;
        }
        return bytes;
    }
}
