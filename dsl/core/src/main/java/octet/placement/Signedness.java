package octet.placement;

import java.util.Locale;

/** Which integers a quantizer of activations uses. */
public enum Signedness {
    /** From 0 up. */
    UNSIGNED,
    /** As many below zero as above. */
    SIGNED,
    /** Unsigned where nothing negative was observed, else signed. */
    BY_RANGE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
