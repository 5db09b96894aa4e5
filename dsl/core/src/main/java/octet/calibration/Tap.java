package octet.calibration;

import java.util.EnumSet;
import java.util.Set;

/**
 * A value to be observed while a model runs.
 *
 * @param value its name
 * @param nonNegative whether it is never negative, so that its minimum need not be computed
 * @param spatialAxes how many axes follow in [batch, channels, …] where the value is known to be laid out so; else 0
 * @param channels which axis numbers the channels
 * @param channelCount the number of channels; 0 when {@code channels} is {@link Channels#UNKNOWN}
 * @param statistics what is wanted; of channels only where they are known
 */
public record Tap(
        String value,
        boolean nonNegative,
        int spatialAxes,
        Channels channels,
        int channelCount,
        Set<Statistic> statistics) {

    /** Copies the set. */
    public Tap {
        statistics = Set.copyOf(statistics);
    }

    /** Whether the statistic is wanted. */
    public boolean wants(Statistic statistic) {
        return statistics.contains(statistic);
    }

    /** What the tap will tell of what is wanted: nothing of channels where none are known. */
    public Set<Statistic> given() {
        Set<Statistic> given = EnumSet.copyOf(statistics);
        if (channels == Channels.UNKNOWN) {
            given.remove(Statistic.CHANNEL_MEANS);
            given.remove(Statistic.CHANNEL_BOUNDS);
        }
        return given;
    }

    /** The same tap with other wants. */
    public Tap with(Set<Statistic> wanted) {
        return new Tap(value, nonNegative, spatialAxes, channels, channelCount, wanted);
    }

    /** The same tap that wants this besides. */
    public Tap and(Set<Statistic> wanted) {
        var all = EnumSet.copyOf(statistics);
        all.addAll(wanted);
        return with(all);
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
