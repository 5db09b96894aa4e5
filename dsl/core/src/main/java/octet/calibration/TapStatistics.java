package octet.calibration;

import java.util.Arrays;

/**
 * What a tap saw in all samples: bounds sample by sample, and the mean of each channel over the samples. Immutable.
 *
 * <p>Its size depends on the number of samples and channels, never on the size of activations.
 */
public final class TapStatistics {

    private final String value;
    private final float[] minima;
    private final float[] maxima;
    private final double[] channelMeans;

    private TapStatistics(String value, float[] minima, float[] maxima, double[] channelMeans) {
        this.value = value;
        this.minima = minima;
        this.maxima = maxima;
        this.channelMeans = channelMeans;
    }

    /** The observed value's name. */
    public String value() {
        return value;
    }

    /** The number of samples. */
    public int samples() {
        return minima.length;
    }

    /** The least element of a sample. */
    public float min(int sample) {
        return minima[sample];
    }

    /** The greatest element of a sample. */
    public float max(int sample) {
        return maxima[sample];
    }

    /** The mean of each channel over all samples, each sample weighing the same; empty when it was not asked for. */
    public double[] channelMeans() {
        return channelMeans.clone();
    }

    /** Gathers observations. Samples may arrive in any order; the result depends only on their numbers. */
    public static final class Builder {

        private final String value;
        private Observation[] seen = new Observation[64];
        private int size;

        /** Starts without observations of the value. */
        public Builder(String value) {
            this.value = value;
        }

        /** Adds what was seen in the sample of this number, from 0. */
        public void add(int sample, Observation observation) {
            if (sample >= seen.length) {
                seen = Arrays.copyOf(seen, Math.max(sample + 1, 2 * seen.length));
            }
            seen[sample] = observation;
            size = Math.max(size, sample + 1);
        }

        /** Sums up; every number up to the last must have been added. */
        public TapStatistics build() {
            float[] minima = new float[size];
            float[] maxima = new float[size];
            double[] means = new double[size == 0 ? 0 : seen[0].channelMeans().length];
            for (int i = 0; i < size; i++) {
                minima[i] = seen[i].min();
                maxima[i] = seen[i].max();
                float[] own = seen[i].channelMeans();
                for (int c = 0; c < own.length; c++) {
                    means[c] += own[c];
                }
            }
            for (int c = 0; c < means.length; c++) {
                means[c] /= size;
            }
            return new TapStatistics(value, minima, maxima, means);
        }
    }
}
