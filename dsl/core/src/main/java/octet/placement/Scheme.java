package octet.placement;

import java.util.Locale;

/** Whether zero lies in the middle of the integer range. */
public enum Scheme {
    /** The zero point is the middle of the integer range, and the range is as wide on both sides. */
    SYMMETRIC,
    /** The zero point is where the range needs it. */
    ASYMMETRIC;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
