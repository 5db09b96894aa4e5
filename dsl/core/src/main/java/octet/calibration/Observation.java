package octet.calibration;

/**
 * What one tap saw in one run. Arrays are empty where the statistic was not asked for.
 *
 * @param min the least element
 * @param max the greatest element
 * @param channelMeans the mean of each channel
 * @param channelMinima the least element of each channel
 * @param channelMaxima the greatest element of each channel
 * @param elements some of the elements, evenly spread, for the histogram
 */
public record Observation(
        float min, float max, float[] channelMeans, float[] channelMinima, float[] channelMaxima, float[] elements) {

    private static final float[] NONE = {};

    /** Bounds alone. */
    public static Observation ofBounds(float min, float max) {
        return new Observation(min, max, NONE, NONE, NONE, NONE);
    }

    /** The same with the mean of each channel. */
    public Observation withMeans(float... means) {
        return new Observation(min, max, means, channelMinima, channelMaxima, elements);
    }
}
