package octet.accuracy;

import java.util.Locale;

/** How a drop of a metric is measured (NNCF's {@code DropType}). */
public enum DropType {
    /** The difference of the scores. */
    ABSOLUTE,
    /** The difference divided by the float model's score. */
    RELATIVE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
