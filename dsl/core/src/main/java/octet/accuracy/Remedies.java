package octet.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import octet.placement.Preset;
import octet.plan.Corrections;
import octet.plan.Corrections.SmoothQuantAlphas;
import octet.plan.Settings;
import octet.plan.When;
import octet.range.RangeEstimator;

/** Other settings for a whole model that may bring it nearer to float. */
final class Remedies {

    private static final List<Double> ALPHAS = List.of(0.15, 0.25, 0.5, 0.75, 0.95);

    /** Those that need no more than bounds in front. */
    static final List<RangeEstimator> ESTIMATORS = List.of(
            RangeEstimator.minMax(),
            RangeEstimator.meanMinMax(),
            RangeEstimator.medianMinMax(),
            RangeEstimator.meanNoOutliers(0.05),
            RangeEstimator.mse(),
            RangeEstimator.histogram(),
            RangeEstimator.percentile(99.99),
            RangeEstimator.entropy());

    private Remedies() {}

    /**
     * Settings to try.
     *
     * @param what in words
     * @param settings the settings
     * @param rescalings the corrections that rescale values
     */
    record Change(String what, Settings settings, Corrections rescalings) {}

    /**
     * What may be tried instead of these settings.
     *
     * @param wanted the kinds
     * @param rescalings what rescales values so far
     */
    static List<Change> of(Settings settings, Corrections rescalings, Set<Remedy> wanted) {
        List<Change> remedies = new ArrayList<>();
        boolean integers = settings.request().mode() == null;
        if (wanted.contains(Remedy.ESTIMATOR)) {
            for (RangeEstimator estimator : ESTIMATORS) {
                remedies.add(new Change("estimator " + estimator, settings.activations(estimator), rescalings));
            }
        }
        if (wanted.contains(Remedy.ASYMMETRIC) && integers && settings.request().preset() != Preset.MIXED) {
            remedies.add(new Change("asymmetric activations", settings.preset(Preset.MIXED), rescalings));
        }
        if (wanted.contains(Remedy.PER_CHANNEL) && integers) {
            remedies.add(new Change(
                    "a scale for each channel of activations",
                    settings.activationsQuantizationParams(params -> params.perChannel(true)),
                    rescalings));
        }
        if (wanted.contains(Remedy.SMOOTH_QUANT)) {
            for (double alpha : ALPHAS) {
                var alphas = new SmoothQuantAlphas(
                        settings.corrections().smoothQuantAlphas().convolution(), alpha);
                remedies.add(new Change(
                        "SmoothQuant with alpha " + alpha,
                        settings.corrections(
                                settings.corrections().smoothQuant(When.ALWAYS).smoothQuantAlphas(alphas)),
                        rescalings.smoothQuant(When.ALWAYS).smoothQuantAlphas(alphas)));
            }
        }
        return remedies;
    }
}
