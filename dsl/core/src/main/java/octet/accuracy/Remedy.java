package octet.accuracy;

import java.util.Locale;

/** What is tried before operations go back to float; the first four are for the whole model. */
public enum Remedy {
    /** Other estimators of ranges, as far as the calibration has observed what they need. */
    ESTIMATOR,
    /** Asymmetric activations, see {@link octet.placement.Preset#MIXED}. */
    ASYMMETRIC,
    /** A scale for each channel of activations, where the target can. */
    PER_CHANNEL,
    /** SmoothQuant of several strengths, where its statistics were observed. */
    SMOOTH_QUANT,
    /**
     * 16 bits for the activations of what would go back to float. Not unless asked for: ONNX Runtime computes so in float,
     * and no faster.
     */
    SIXTEEN_BITS;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
