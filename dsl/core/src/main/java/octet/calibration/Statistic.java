package octet.calibration;

import java.util.Locale;

/** What a tap can tell of a value. */
public enum Statistic {
    /** The least and the greatest element of every sample. */
    BOUNDS,
    /** The mean of each channel over all samples. */
    CHANNEL_MEANS,
    /** The least and the greatest element of each channel over all samples. */
    CHANNEL_BOUNDS,
    /** How often elements of each size occur; see {@link Histogram}. */
    HISTOGRAM;

    /** All of them, for a calibration that is to serve any setting. */
    public static Statistic[] all() {
        return values();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
