package octet.engine;

import java.util.List;
import octet.correction.BiasCorrection;
import octet.engine.Calibrator.Example;
import octet.format.FormatModel;
import octet.format.Rewritten;
import octet.format.Session;
import octet.plan.Plan;
import octet.plan.Planner;
import octet.plan.Settings;
import octet.plan.When;

/**
 * From a calibration to a quantized model: plans, corrects, writes and checks, without another pass over the data.
 *
 * @param plan what was done
 * @param int8 the written model
 * @param session of the written model
 * @param check what a look at it showed
 */
public record Quantization(Plan plan, Rewritten int8, Session session, SelfCheck check) {

    private record Candidate(Plan plan, Rewritten int8, Session session, double sqnr) {}

    /**
     * Quantizes.
     *
     * @param floats a session of the float model
     * @param requirements where quantizers go; the calibration has seen what they need
     * @throws octet.problem.BadModelException when weights are NaN or infinite
     */
    public static Quantization of(
            FormatModel model,
            Session floats,
            Calibrator.Result calibration,
            Requirements requirements,
            Settings settings) {
        Plan rounded = new Planner(
                        model.graph(), calibration.statistics(), requirements.estimator(), requirements.trims())
                .plan(requirements.placement());
        Candidate best =
                best(model, calibration, rounded, settings.corrections().biasCorrection());
        var check = SelfCheck.of(floats, best.session, best.plan, calibration.kept());
        return new Quantization(best.plan, best.int8, best.session, check);
    }

    /** A correction is kept only where the outputs come closer to float, unless the user has decided. */
    private static Candidate best(FormatModel model, Calibrator.Result calibration, Plan rounded, When when) {
        boolean correctable =
                rounded.weights().stream().anyMatch(weight -> weight.bias().isPresent());
        if (when == When.NEVER || !correctable) {
            return candidate(model, rounded, calibration.kept());
        }
        Plan corrected = new BiasCorrection(model.graph(), calibration.statistics()).correct(rounded);
        Candidate with = candidate(model, corrected, calibration.kept());
        if (when == When.ALWAYS) {
            return with;
        }
        Candidate without = candidate(model, rounded, calibration.kept());
        return with.sqnr > without.sqnr ? with : without;
    }

    private static Candidate candidate(FormatModel model, Plan plan, List<Example> examples) {
        Rewritten int8 = model.rewrite(plan);
        Session session = new SharedSession(int8::open);
        return new Candidate(
                plan, int8, session, SelfCheck.error(session, examples).sqnr());
    }
}
