package octet.calibration;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a tap saw in all samples: the bounds of every sample and, where asked for, the mean and the bounds of each channel
 * and a histogram. Immutable. Its size depends on the number of samples and channels, never on the size of activations.
 *
 * <p>The order in which samples were seen, or parts merged, makes no difference: samples are kept in the order of their
 * bounds, and means are summed without rounding.
 */
public final class TapStatistics {

    private final String value;
    private final Bounds bounds;
    private final ExactSums channelSums;
    private final float[] channelMinima;
    private final float[] channelMaxima;
    private final Histogram histogram;

    TapStatistics(
            String value,
            Bounds bounds,
            ExactSums channelSums,
            float[] channelMinima,
            float[] channelMaxima,
            Histogram histogram) {
        this.value = value;
        this.bounds = bounds;
        this.channelSums = channelSums;
        this.channelMinima = channelMinima;
        this.channelMaxima = channelMaxima;
        this.histogram = histogram;
    }

    /** The observed value's name. */
    public String value() {
        return value;
    }

    /** The number of samples. */
    public int samples() {
        return bounds.samples();
    }

    /** The least element of a sample. Samples are ordered by their least element, then by their greatest. */
    public float min(int sample) {
        return bounds.min(sample);
    }

    /** The greatest element of a sample. */
    public float max(int sample) {
        return bounds.max(sample);
    }

    /** The least element of all samples. */
    public float min() {
        return bounds.min(0);
    }

    /** The greatest element of all samples. */
    public float max() {
        return bounds.greatest();
    }

    /** The mean of each channel over all samples, each sample weighing the same; empty when it was not asked for. */
    public double[] channelMeans() {
        return channelSums.dividedBy(samples());
    }

    /** The least element of each channel; empty when it was not asked for. */
    public float[] channelMinima() {
        return channelMinima.clone();
    }

    /** The greatest element of each channel; empty when it was not asked for. */
    public float[] channelMaxima() {
        return channelMaxima.clone();
    }

    /** How often elements of each size occurred, when that was asked for. */
    public Optional<Histogram> histogram() {
        return Optional.ofNullable(histogram);
    }

    /**
     * What would have been seen had each channel been {@code x / factor − shift}. The bounds of all samples together are
     * those of the channels; within them each sample keeps its place, and so does each element in a histogram, as
     * nobody has seen these by channel.
     *
     * @param newValue the name of the rescaled value
     * @param factors one a channel, above 0
     * @param shifts one a channel, taken off after dividing
     * @throws IllegalStateException when the bounds of the channels are not known
     */
    public TapStatistics rescaled(String newValue, float[] factors, float[] shifts) {
        if (channelMinima.length != factors.length) {
            throw new IllegalStateException("The bounds of the channels of '" + value + "' were not observed");
        }
        float[] minima = channelMinima.clone();
        float[] maxima = channelMaxima.clone();
        float least = Float.POSITIVE_INFINITY;
        float greatest = Float.NEGATIVE_INFINITY;
        for (int c = 0; c < minima.length; c++) {
            minima[c] = minima[c] / factors[c] - shifts[c];
            maxima[c] = maxima[c] / factors[c] - shifts[c];
            least = Math.min(least, minima[c]);
            greatest = Math.max(greatest, maxima[c]);
        }
        double width = (double) max() - min();
        double slope = width == 0 ? 1 : ((double) greatest - least) / width;
        double offset = least - slope * min();
        return new TapStatistics(
                newValue,
                bounds.mapped(slope, offset),
                channelSums.length() == 0 ? channelSums : rescaledSums(factors, shifts),
                minima,
                maxima,
                histogram == null ? null : histogram.mapped(slope, offset));
    }

    private ExactSums rescaledSums(float[] factors, float[] shifts) {
        double[] means = channelMeans();
        var sums = ExactSums.zero(means.length);
        for (int c = 0; c < means.length; c++) {
            // A mean times the samples is the sum; a product of floats is near enough, as means are rounded anyway.
            sums.add(c, (float) ((means[c] / factors[c] - shifts[c]) * samples()));
        }
        return sums;
    }

    /** What is known. */
    public Set<Statistic> known() {
        var known = EnumSet.of(Statistic.BOUNDS);
        if (channelSums.length() > 0) {
            known.add(Statistic.CHANNEL_MEANS);
        }
        if (channelMinima.length > 0) {
            known.add(Statistic.CHANNEL_BOUNDS);
        }
        if (histogram != null) {
            known.add(Statistic.HISTOGRAM);
        }
        return known;
    }

    /** The statistics of both sets of samples; a statistic that only one has is lost. */
    public TapStatistics merge(TapStatistics other) {
        boolean sums = channelSums.length() == other.channelSums.length();
        boolean channels = channelMinima.length == other.channelMinima.length;
        boolean histograms = histogram != null && other.histogram != null;
        return new TapStatistics(
                value,
                bounds.merge(other.bounds),
                sums ? channelSums.plus(other.channelSums) : ExactSums.zero(0),
                channels ? least(channelMinima, other.channelMinima) : new float[0],
                channels ? greatest(channelMaxima, other.channelMaxima) : new float[0],
                histograms ? histogram.plus(other.histogram) : null);
    }

    /** The same samples' statistics from two runs, each of which saw something that the other did not. */
    public TapStatistics complete(TapStatistics other) {
        return new TapStatistics(
                value,
                bounds,
                channelSums.length() > 0 ? channelSums : other.channelSums,
                channelMinima.length > 0 ? channelMinima : other.channelMinima,
                channelMaxima.length > 0 ? channelMaxima : other.channelMaxima,
                histogram != null ? histogram : other.histogram);
    }

    Bounds bounds() {
        return bounds;
    }

    ExactSums channelSums() {
        return channelSums;
    }

    private static float[] least(float[] some, float[] others) {
        float[] least = some.clone();
        toLeast(least, others);
        return least;
    }

    private static void toLeast(float[] least, float[] others) {
        for (int c = 0; c < least.length; c++) {
            least[c] = Math.min(least[c], others[c]);
        }
    }

    private static float[] greatest(float[] some, float[] others) {
        float[] greatest = some.clone();
        toGreatest(greatest, others);
        return greatest;
    }

    private static void toGreatest(float[] greatest, float[] others) {
        for (int c = 0; c < greatest.length; c++) {
            greatest[c] = Math.max(greatest[c], others[c]);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TapStatistics statistics
                && value.equals(statistics.value)
                && bounds.equals(statistics.bounds)
                && channelSums.equals(statistics.channelSums)
                && Arrays.equals(channelMinima, statistics.channelMinima)
                && Arrays.equals(channelMaxima, statistics.channelMaxima)
                && histogram().equals(statistics.histogram());
    }

    @Override
    public int hashCode() {
        return 31 * value.hashCode() + bounds.hashCode();
    }

    /** Gathers observations, in any order. Not thread-safe. */
    public static final class Builder {

        private final String value;
        private final Bounds.Builder bounds = new Bounds.Builder();
        private ExactSums sums;
        private float[] minima;
        private float[] maxima;
        private Histogram.Builder histogram;

        /** Starts without observations of the value. */
        public Builder(String value) {
            this.value = value;
        }

        /** Adds what was seen in one sample. */
        public void add(Observation seen) {
            if (sums == null) {
                sums = ExactSums.zero(seen.channelMeans().length);
                minima = seen.channelMinima().clone();
                maxima = seen.channelMaxima().clone();
            }
            bounds.add(seen.min(), seen.max());
            for (int c = 0; c < seen.channelMeans().length; c++) {
                sums.add(c, seen.channelMeans()[c]);
            }
            toLeast(minima, seen.channelMinima());
            toGreatest(maxima, seen.channelMaxima());
            if (seen.elements().length > 0) {
                histogram = histogram == null ? new Histogram.Builder() : histogram;
                histogram.add(seen.elements());
            }
        }

        /** Sums up. */
        public TapStatistics build() {
            return new TapStatistics(
                    value, bounds.build(), sums, minima, maxima, histogram == null ? null : histogram.build());
        }
    }
}
