package octet.plan;

import java.util.Locale;

/** When to keep a correction. */
public enum When {
    /** Where the error of the outputs is smaller with it, measured on calibration samples. */
    IF_BETTER,
    /** In any case. */
    ALWAYS,
    /** In no case; it is not computed either. */
    NEVER;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
