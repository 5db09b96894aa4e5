package octet.calibration;

/**
 * A value to be observed while a model runs.
 *
 * @param value its name
 * @param nonNegative whether it is never negative, so that its minimum need not be computed
 * @param spatialAxes how many axes follow in [batch, channels, …] where the value is known to be laid out so; else 0
 * @param channels which axis numbers the channels
 * @param channelCount the number of channels; 0 when {@code channels} is {@link Channels#UNKNOWN}
 * @param means whether the mean of each channel is wanted
 */
public record Tap(
        String value, boolean nonNegative, int spatialAxes, Channels channels, int channelCount, boolean means) {

    /** The same tap without means. */
    public Tap withoutMeans() {
        return new Tap(value, nonNegative, spatialAxes, channels, channelCount, false);
    }

    /** Which axis numbers the channels. */
    public enum Channels {
        /** None that is known. */
        UNKNOWN,
        /** The second axis, as before a convolution. */
        SECOND,
        /** The last axis, as before a matrix product. */
        LAST
    }
}
