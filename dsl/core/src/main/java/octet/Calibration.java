package octet;

import java.util.Map;
import java.util.function.UnaryOperator;
import octet.calibration.TapStatistics;
import octet.engine.Calibrator;
import octet.engine.Quantization;
import octet.plan.Settings;
import octet.problem.Words;
import octet.recipe.RecipeWriter;

/**
 * What a model's values looked like on calibration data: one float pass, from which any number of quantized models is
 * made without another. Immutable.
 */
public final class Calibration {

    private final Model model;
    private final String data;
    private final String dataDigest;
    private final Calibrator.Result result;

    Calibration(Model model, String data, String dataDigest, Calibrator.Result result) {
        this.model = model;
        this.data = data;
        this.dataDigest = dataDigest;
        this.result = result;
    }

    /** The calibrated model. */
    public Model model() {
        return model;
    }

    /** The dataset, in words. */
    public String data() {
        return data;
    }

    /** The number of samples. */
    public int samples() {
        return result.samples();
    }

    /** Wall time of the pass. */
    public double seconds() {
        return result.seconds();
    }

    /** What was seen, by the name of the observed value. */
    public Map<String, TapStatistics> statistics() {
        return Map.copyOf(result.statistics());
    }

    /** Quantizes with the defaults. */
    public QuantizedModel quantize() {
        return quantize(settings -> settings);
    }

    /**
     * Quantizes.
     *
     * @param change from the default settings to those wanted: {@code q -> q.preset(MIXED).ignore("head*")}
     * @throws octet.problem.BadSettingsException when something to be ignored is not there
     * @throws octet.problem.BadModelException when weights are NaN or infinite
     */
    public QuantizedModel quantize(UnaryOperator<Settings> change) {
        Settings settings = change.apply(Settings.DEFAULT);
        var quantization = Quantization.of(model.source(), model.session(), result, settings);
        var recipe = RecipeWriter.write(
                model.info(), data, samples(), dataDigest, settings, quantization.plan(), quantization.check());
        return new QuantizedModel(model, quantization, recipe);
    }

    @Override
    public String toString() {
        return Words.of(
                "Calibration of %s on %d samples (%s): %d values observed in %.1f s",
                model.name(), samples(), data, result.statistics().size(), seconds());
    }
}
