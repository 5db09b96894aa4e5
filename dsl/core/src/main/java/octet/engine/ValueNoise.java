package octet.engine;

import octet.plan.ActivationQuantizer;
import octet.range.Grid;

/** Sums up the signal of one inner value and what became of it, over several runs. */
final class ValueNoise {

    /** The value's quantizer, or {@code null}. */
    private final ActivationQuantizer quantizer;

    private double signal;
    private double noise;
    private double roundedNoise;
    private double aloneNoise;

    ValueNoise(ActivationQuantizer quantizer) {
        this.quantizer = quantizer;
    }

    /**
     * Adds what one run gave.
     *
     * @param dims the shape of both
     */
    void add(float[] exact, float[] approximation, long[] dims) {
        if (quantizer == null) {
            add(exact, approximation, 0, exact.length);
            return;
        }
        int channels = quantizer.grids().size();
        int run = exact.length;
        for (int axis = 0; axis <= quantizer.axis(); axis++) {
            run /= (int) Math.max(1, dims[axis]);
        }
        for (int at = 0, channel = 0; at < exact.length; at += run, channel = (channel + 1) % channels) {
            addRounded(exact, approximation, at, at + run, quantizer.grids().get(channel));
        }
    }

    private void add(float[] exact, float[] approximation, int from, int to) {
        for (int i = from; i < to; i++) {
            // A mask on both sides is as equal as can be, and no signal.
            if (Float.isFinite(exact[i])) {
                signal += (double) exact[i] * exact[i];
                noise += square((double) exact[i] - approximation[i]);
            }
        }
    }

    private void addRounded(float[] exact, float[] approximation, int from, int to, Grid grid) {
        boolean float8 = grid.type().isFloat8();
        double scale = grid.scale();
        double low = grid.span().low();
        double high = grid.span().high();
        add(exact, approximation, from, to);
        for (int i = from; i < to; i++) {
            if (Float.isFinite(exact[i])) {
                aloneNoise += square(exact[i] - (float8 ? rounded(grid, exact[i]) : round(exact[i], scale, low, high)));
                roundedNoise += square(exact[i]
                        - (float8 ? rounded(grid, approximation[i]) : round(approximation[i], scale, low, high)));
            }
        }
    }

    private static double round(double real, double scale, double low, double high) {
        return Math.max(low, Math.min(high, Math.rint(real / scale) * scale));
    }

    private static double rounded(Grid grid, double real) {
        return grid.dequantize(grid.quantize(real));
    }

    private static double square(double difference) {
        return difference * difference;
    }

    boolean isQuantized() {
        return quantizer != null;
    }

    /** The energy of the noise that has gathered up to here, before the value's own quantizer. */
    double noise() {
        return noise;
    }

    /** As {@link #noise()}, behind the value's quantizer where there is one. */
    double noiseBehindQuantizer() {
        return quantizer == null ? noise : roundedNoise;
    }

    /** The energy of the signal. */
    double signal() {
        return signal;
    }

    /** What the quantizer alone would leave of the exact value, in dB; NaN without a quantizer. */
    double sqnrAlone() {
        return quantizer == null ? Double.NaN : decibels(signal, aloneNoise);
    }

    /** What is left of the signal behind the quantizer, in dB. */
    double sqnr() {
        return decibels(signal, noiseBehindQuantizer());
    }

    private static double decibels(double signal, double noise) {
        return noise == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(signal / noise);
    }
}
