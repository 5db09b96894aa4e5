package octet.placement;

import java.util.Locale;

/**
 * Which weights keep 7 of their 8 bits, so that sums of two products of bytes are not cut off at 16 bits: safe without
 * VNNI (NNCF's {@code overflow_fix}).
 */
public enum OverflowFix {
    /** As the CPU of the target needs it: the first layer where it saturates, else none. */
    AUTO,
    /** None. */
    DISABLE,
    /** Those of the first convolution behind each input. */
    FIRST_LAYER,
    /** Those of every convolution and matrix product. */
    ENABLE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
