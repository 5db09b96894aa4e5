package octet.engine;

import java.util.List;
import octet.compare.OutputError;
import octet.correction.BiasCorrection;
import octet.correction.Rescaled;
import octet.engine.Calibrator.Example;
import octet.format.FormatModel;
import octet.format.Rewritten;
import octet.plan.Plan;
import octet.plan.Planner;
import octet.plan.WeightBytes;

/** Makes plans for a model and measures how far each one's outputs are from float, on the kept samples. */
final class Candidates {

    private final FormatModel model;
    private final Requirements requirements;
    private final List<Example> examples;
    private final WeightBytes bytes;

    Candidates(FormatModel model, Requirements requirements, List<Example> examples) {
        this(model, requirements, examples, new WeightBytes());
    }

    /** As the other constructor, with bytes that other candidates have been made of. */
    Candidates(FormatModel model, Requirements requirements, List<Example> examples, WeightBytes bytes) {
        this.bytes = bytes;
        this.model = model;
        this.requirements = requirements;
        this.examples = examples;
    }

    /**
     * A plan, written and measured.
     *
     * @param plan the plan
     * @param int8 the model
     * @param session runs it
     * @param sqnr signal to noise of its outputs, in dB; NaN where they cannot be compared
     */
    record Candidate(Plan plan, Rewritten int8, SharedSession session, double sqnr) {}

    /** Whether biases can be tried without writing the model for each trial. */
    boolean isTunable() {
        return model.isTunable();
    }

    /** A plan with biases as they were. */
    Plan rounded(Rescaled rescaled) {
        var placement =
                rescaled.rescalings().isEmpty() ? requirements.placement() : requirements.place(rescaled.graph());
        return new Planner(rescaled.graph(), rescaled.statistics(), requirements.estimators(), bytes)
                .plan(placement)
                .with(rescaled.rescalings());
    }

    /** The plan with biases corrected from what the calibration saw. */
    Plan corrected(Rescaled rescaled, Plan plan) {
        double threshold = requirements.settings().corrections().biasCorrectionThreshold();
        return new BiasCorrection(rescaled.graph(), rescaled.statistics(), threshold).correct(plan);
    }

    /** Looks for biases by running the model. */
    BiasSearch search() {
        return new BiasSearch(
                model, examples, requirements.settings().corrections().biasCorrectionThreshold());
    }

    /** Writes and measures. */
    Candidate measured(Plan plan) {
        Rewritten int8 = model.rewrite(plan);
        var session = new SharedSession(int8::open);
        var sum = new OutputError.Sum();
        for (Example example : examples) {
            sum.add(example.outputs(), session.run(example.inputs()));
        }
        return new Candidate(plan, int8, session, sum.error().sqnr());
    }
}
