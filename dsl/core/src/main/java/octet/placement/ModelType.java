package octet.placement;

import java.util.Locale;

/** What kind of model it is (NNCF's {@code model_type}). */
public enum ModelType {
    /** A transformer when its graph holds attention. */
    AUTO,
    /** No kind of its own. */
    NONE,
    /** A transformer: what normalises and what scores attention stays float. */
    TRANSFORMER;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
