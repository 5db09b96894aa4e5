package octet.calibration;

/**
 * A value to be observed while a model runs.
 *
 * @param value its name
 * @param nonNegative whether it is never negative, so that its minimum need not be computed
 * @param spatial whether it is known to be laid out as [batch, channels, one or more spatial axes]
 * @param channels what to know of each channel
 * @param channelCount the number of channels; 0 when {@code channels} is {@link Channels#NONE}
 */
public record Tap(String value, boolean nonNegative, boolean spatial, Channels channels, long channelCount) {

    /** Which axis numbers the channels whose means are wanted. */
    public enum Channels {
        /** No means are wanted. */
        NONE,
        /** The second axis, as before a convolution. */
        SECOND,
        /** The last axis, as before a matrix product. */
        LAST
    }
}
