package octet.calibration;

/**
 * What one tap saw in one run.
 *
 * @param min the least element
 * @param max the greatest element
 * @param channelMeans the mean of each channel, empty when not asked for
 */
public record Observation(float min, float max, float[] channelMeans) {}
