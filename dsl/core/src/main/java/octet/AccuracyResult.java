package octet;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import octet.accuracy.Blame;
import octet.accuracy.Evaluations;
import octet.accuracy.Outcome;
import octet.accuracy.Step;
import octet.placement.IgnoredScope;

/** What accuracy control came to: the model, what had to go back to float for it, and all that was tried. Immutable. */
public final class AccuracyResult {

    private final Outcome outcome;
    private final QuantizedModel model;

    AccuracyResult(Calibration calibration, Outcome outcome) {
        this.outcome = outcome;
        this.model = calibration.made(outcome.settings(), outcome.quantization());
    }

    /** The model: within the bound where {@link #isWithin()}, else the nearest that was found. */
    public QuantizedModel model() {
        return model;
    }

    /** Whether the model's drop is within the bound. */
    public boolean isWithin() {
        return outcome.isWithin();
    }

    /** How much worse than float the model scores, measured as the bound is; negative when it scores better. */
    public double drop() {
        return outcome.result().drop();
    }

    /** The float model's score. */
    public double floatScore() {
        return outcome.floatScore();
    }

    /** The model's score. */
    public double score() {
        return outcome.result().score();
    }

    /** Every model that was scored, in their order, with drop, speed and size; the first int8 model in front. */
    public List<Step> steps() {
        return outcome.steps();
    }

    /** The groups of operations that had to go back to float, the worst first, with what each does to the outputs. */
    public List<Blame> reverted() {
        return outcome.reverted();
    }

    /** What to ignore to have such a model at once, where something was reverted: the line to paste. */
    public Optional<IgnoredScope> ignored() {
        return outcome.ignored();
    }

    /** What was spent. */
    public Evaluations evaluations() {
        return outcome.evaluations();
    }

    /** What should not be overlooked, in words; empty when all is well. */
    public List<String> warnings() {
        return outcome.warnings();
    }

    /** All that is known of the search. */
    public Outcome outcome() {
        return outcome;
    }

    /** As {@link QuantizedModel#save(String)}. */
    public Path save(String file) {
        return model.save(file);
    }

    /** As {@link QuantizedModel#save(Path)}. */
    public Path save(Path file) {
        return model.save(file);
    }

    @Override
    public String toString() {
        return outcome.toString();
    }
}
