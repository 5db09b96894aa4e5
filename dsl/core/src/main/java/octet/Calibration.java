package octet;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import octet.calibration.Tap;
import octet.calibration.TapStatistics;
import octet.data.Dataset;
import octet.engine.Calibrator;
import octet.engine.Inspection;
import octet.engine.Quantization;
import octet.engine.Requirements;
import octet.plan.Settings;
import octet.problem.BadDataException;
import octet.problem.Words;
import octet.recipe.RecipeWriter;

/**
 * What a model's values looked like on calibration data: one float pass, from which any number of quantized models is
 * made without another. Immutable.
 */
public final class Calibration {

    private final Model model;
    private final Dataset data;
    private final String dataDigest;
    private Calibrator.Result result;

    Calibration(Model model, Dataset data, String dataDigest, Calibrator.Result result) {
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
        return data.describe();
    }

    /** The number of samples. */
    public synchronized int samples() {
        return result.samples();
    }

    /** Wall time of the pass. */
    public synchronized double seconds() {
        return result.seconds();
    }

    /** What was seen, by the name of the observed value. */
    public synchronized Map<String, TapStatistics> statistics() {
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
     * <p>The data are read again only when a setting asks for a statistic that was not observed, and only that is observed
     * then; it is kept for the next time.
     *
     * @throws octet.problem.BadSettingsException when settings are out of their limits, or something to be ignored is not
     *     there
     * @throws octet.problem.BadModelException when weights are NaN or infinite
     */
    public QuantizedModel quantize(UnaryOperator<Settings> change) {
        Settings settings = change.apply(Settings.DEFAULT);
        var quantization = quantization(settings);
        var inspection =
                new Inspection(model.source(), quantization, kept(), scope -> quantization(settings.ignore(scope)));
        var check = inspection.check();
        var recipe =
                RecipeWriter.write(model.info(), data(), samples(), dataDigest, settings, quantization.plan(), check);
        return new QuantizedModel(model, quantization, inspection, check, recipe);
    }

    private Quantization quantization(Settings settings) {
        var requirements = Requirements.of(model.source(), settings);
        return Quantization.of(model.source(), model.session(), complete(requirements), requirements);
    }

    private synchronized List<Calibrator.Example> kept() {
        return result.kept();
    }

    /** What was seen, with what the requirements ask for besides. */
    private synchronized Calibrator.Result complete(Requirements requirements) {
        List<Tap> missing = requirements.missing(result.statistics());
        if (!missing.isEmpty()) {
            var digest = new DigestedDataset(data);
            var more = Calibrator.run(model.source(), missing, digest);
            refuseOther(digest.hexadecimal());
            result = result.complete(more);
        }
        return result;
    }

    private void refuseOther(String digest) {
        if (!digest.equals(dataDigest)) {
            throw new BadDataException(
                    "The dataset (" + data() + ") gives other samples than it gave to the calibration",
                    "the same samples in the same order, as a statistic is missing that only they can give",
                    "calibrate again");
        }
    }

    @Override
    public String toString() {
        return Words.of(
                "Calibration of %s on %d samples (%s): %d values observed in %.1f s",
                model.name(), samples(), data, statistics().size(), seconds());
    }
}
