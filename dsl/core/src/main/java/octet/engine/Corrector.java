package octet.engine;

import java.util.List;
import java.util.Map;
import octet.calibration.TapStatistics;
import octet.correction.BiasCorrection;
import octet.engine.Calibrator.Example;
import octet.format.FormatModel;
import octet.plan.Plan;
import octet.plan.Settings.When;

/** Applies corrections to a plan, and keeps them only where the outputs come closer to float. */
public final class Corrector {

    private final FormatModel model;
    private final Map<String, TapStatistics> statistics;
    private final List<Example> examples;

    /** @param examples calibration samples with the float model's outputs, to measure on */
    public Corrector(FormatModel model, Map<String, TapStatistics> statistics, List<Example> examples) {
        this.model = model;
        this.statistics = statistics;
        this.examples = examples;
    }

    /** The plan with corrected biases, or the plan itself. */
    public Plan correctBiases(Plan plan, When when) {
        if (when == When.NEVER || plan.weights().stream().allMatch(w -> w.bias().isEmpty())) {
            return plan;
        }
        Plan corrected = new BiasCorrection(model.graph(), statistics).correct(plan);
        return when == When.ALWAYS || error(corrected) < error(plan) ? corrected : plan;
    }

    private double error(Plan plan) {
        try (var session = model.rewrite(plan).open()) {
            return -SelfCheck.error(session, examples).sqnr();
        }
    }
}
