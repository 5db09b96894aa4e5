package octet.correction;

import octet.graph.Shape;
import octet.graph.Weight;
import octet.range.ChannelLayout;
import octet.range.QuantizedTensor;

/** How far rounding weights moves the mean of each output channel. */
final class ChannelShift {

    private ChannelShift() {}

    /** {@code Σ_c E[x_c] · Σ_k (Wq − W)[o, c, k]} for each output channel {@code o}. */
    static double[] of(float[] exact, QuantizedTensor rounded, Weight weight, double[] inputMeans) {
        if (rounded.type().isFloat8()) {
            return ofReals(exact, rounded, weight, inputMeans);
        }
        var outputs = ChannelLayout.of(rounded.shape(), weight.outputAxis());
        boolean rows =
                outputs.inner() == 1 && weight.groups() == 1 && rounded.shape().rank() == 2;
        return rows
                ? ofRows(exact, rounded, outputs.channels(), inputMeans)
                : ofRuns(exact, rounded, weight, inputMeans);
    }

    /** Output channels lie side by side, as in the weights of most matrix products. */
    private static double[] ofRows(float[] exact, QuantizedTensor rounded, int channels, double[] inputMeans) {
        float[] scales = rounded.scalesOf(channels);
        int[] zeroPoints = zeroPoints(rounded, channels);
        byte[] bytes = rounded.values();
        double[] shift = new double[channels];
        for (int c = 0; c < inputMeans.length; c++) {
            double mean = inputMeans[c];
            int start = c * channels;
            for (int o = 0; o < channels; o++) {
                double error = (double) scales[o] * (bytes[start + o] - zeroPoints[o]) - exact[start + o];
                shift[o] += error * mean;
            }
        }
        return shift;
    }

    private static double[] ofRuns(float[] exact, QuantizedTensor rounded, Weight weight, double[] inputMeans) {
        Shape shape = rounded.shape();
        var outputs = ChannelLayout.of(shape, weight.outputAxis());
        var inputs = ChannelLayout.of(shape, weight.inputAxis());
        int outputsOfGroup = outputs.channels() / weight.groups();
        float[] scales = rounded.scalesOf(outputs.channels());
        int[] zeroPoints = zeroPoints(rounded, outputs.channels());
        byte[] bytes = rounded.values();
        double[] shift = new double[outputs.channels()];
        // Elements that differ in neither channel lie side by side: the kernel's positions of a convolution.
        int run = Math.min(inputs.inner(), outputs.inner());
        if (outputs.outer() == 1 && outputs.inner() == inputs.channels() * run) {
            for (int o = 0; o < shift.length; o++) {
                int start = o * outputs.inner();
                int first = o / outputsOfGroup * inputs.channels();
                for (int c = 0; c < inputs.channels(); c++) {
                    double sum = error(exact, bytes, start + c * run, run, scales[o], zeroPoints[o]);
                    shift[o] += sum * inputMeans[first + c];
                }
            }
            return shift;
        }
        for (int start = 0; start < exact.length; start += run) {
            int o = start / outputs.inner() % shift.length;
            int channel = o / outputsOfGroup * inputs.channels() + start / inputs.inner() % inputs.channels();
            shift[o] += error(exact, bytes, start, run, scales[o], zeroPoints[o]) * inputMeans[channel];
        }
        return shift;
    }

    private static double[] ofReals(float[] exact, QuantizedTensor rounded, Weight weight, double[] inputMeans) {
        var outputs = ChannelLayout.of(rounded.shape(), weight.outputAxis());
        var inputs = ChannelLayout.of(rounded.shape(), weight.inputAxis());
        int outputsOfGroup = outputs.channels() / weight.groups();
        float[] reals = rounded.dequantize();
        double[] shift = new double[outputs.channels()];
        for (int i = 0; i < exact.length; i++) {
            int o = i / outputs.inner() % shift.length;
            int channel = o / outputsOfGroup * inputs.channels() + i / inputs.inner() % inputs.channels();
            shift[o] += ((double) reals[i] - exact[i]) * inputMeans[channel];
        }
        return shift;
    }

    private static double error(float[] exact, byte[] bytes, int start, int run, float scale, int zeroPoint) {
        double sum = 0;
        for (int i = start; i < start + run; i++) {
            sum += (double) scale * (bytes[i] - zeroPoint) - exact[i];
        }
        return sum;
    }

    private static int[] zeroPoints(QuantizedTensor rounded, int channels) {
        byte[] given = rounded.zeroPoints();
        int[] all = new int[channels];
        for (int c = 0; c < channels; c++) {
            all[c] = given[given.length == 1 ? 0 : c];
        }
        return all;
    }
}
