package octet.accuracy;

import java.util.Locale;

/** What of an operation goes back to float (NNCF's {@code RestoreMode}). */
public enum RestoreMode {
    /** All of it. */
    ACTIVATIONS_AND_WEIGHTS,
    /** It computes in float, from weights that stay bytes: the file stays small. */
    ONLY_ACTIVATIONS;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
