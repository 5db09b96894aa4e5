package octet.range;

import java.util.Locale;

/** What one sample tells about an end of its range (NNCF's {@code StatisticsType}). */
public enum StatisticsType {
    /** The least element. */
    MIN,
    /** The greatest element. */
    MAX,
    /** The greatest magnitude. */
    ABS_MAX,
    /** The number that a share of the elements exceeds. */
    QUANTILE,
    /** The number that a share of the magnitudes exceeds. */
    ABS_QUANTILE;

    /** Whether it is found from a histogram of all elements, not from the bounds of samples. */
    boolean isQuantile() {
        return this == QUANTILE || this == ABS_QUANTILE;
    }

    /** What is looked at in its place for the upper end of a symmetric range. */
    StatisticsType ofMagnitudes() {
        return switch (this) {
            case MIN, MAX, ABS_MAX -> ABS_MAX;
            case QUANTILE, ABS_QUANTILE -> ABS_QUANTILE;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
