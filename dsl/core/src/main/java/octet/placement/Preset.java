package octet.placement;

import java.util.Locale;

/**
 * What to prefer where speed and accuracy differ (NNCF's {@code preset}). Weights are symmetric under both.
 *
 * <p>On a target where asymmetric activations cost nothing, such as ONNX Runtime on a CPU, both presets use them.
 */
public enum Preset {
    /** Symmetric activations where the target is faster with them. */
    PERFORMANCE,
    /** Asymmetric activations everywhere. */
    MIXED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
