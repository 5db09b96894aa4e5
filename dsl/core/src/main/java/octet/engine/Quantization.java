package octet.engine;

import octet.engine.Candidates.Candidate;
import octet.format.FormatModel;
import octet.format.Rewritten;
import octet.format.Session;
import octet.plan.Corrections;
import octet.plan.Plan;

/**
 * From a calibration to a quantized model: plans, corrects, writes and checks, without another pass over the data.
 *
 * @param plan what was done
 * @param int8 the written model
 * @param session of the written model
 * @param check what a look at it showed
 * @param seen what the calibration saw
 * @param rescalings corrections that rescale values as was found to be best here, without measuring again
 */
public record Quantization(
        Plan plan, Rewritten int8, Session session, SelfCheck check, Calibrator.Result seen, Corrections rescalings) {

    /**
     * Quantizes.
     *
     * @param floats a session of the float model
     * @param calibration what was seen; it holds what the requirements need
     * @param requirements where quantizers go, and what is corrected
     * @throws octet.problem.BadModelException when weights are NaN or infinite
     */
    public static Quantization of(
            FormatModel model, Session floats, Calibrator.Result calibration, Requirements requirements) {
        var candidates = new Candidates(model, requirements, calibration.kept());
        var corrector = new Corrector(candidates, requirements);
        Candidate best = corrector.best(calibration.statistics());
        var check = SelfCheck.of(floats, best.session(), best.plan(), calibration.kept());
        return new Quantization(
                best.plan(), best.int8(), best.session(), check, calibration, corrector.keptRescalings());
    }
}
