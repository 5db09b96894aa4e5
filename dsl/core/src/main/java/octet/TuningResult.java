package octet;

import octet.accuracy.Tuning;

/** What a search over settings came to: the best model, and all that was tried. Immutable. */
public final class TuningResult {

    private final Tuning tuning;
    private final QuantizedModel model;

    TuningResult(Calibration calibration, Tuning tuning) {
        this.tuning = tuning;
        this.model = calibration.made(tuning.settings(), tuning.quantization());
    }

    /** The model made with the best settings. */
    public QuantizedModel model() {
        return model;
    }

    /** How much worse than float it scores on all samples. */
    public double drop() {
        return tuning.drop();
    }

    /** All that was tried. */
    public Tuning tuning() {
        return tuning;
    }

    @Override
    public String toString() {
        return tuning.toString();
    }
}
