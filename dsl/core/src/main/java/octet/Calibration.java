package octet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import octet.archive.CalibrationFile;
import octet.calibration.Tap;
import octet.calibration.TapStatistics;
import octet.data.Dataset;
import octet.engine.Calibrator;
import octet.engine.Inspection;
import octet.engine.Quantization;
import octet.engine.Requirements;
import octet.graph.ValueInfo;
import octet.plan.Settings;
import octet.problem.BadDataException;
import octet.problem.Words;
import octet.range.Range;
import octet.recipe.RecipeWriter;
import octet.report.Drift;
import octet.report.SavedFile;

/**
 * What a model's values looked like on calibration data: one float pass, from which any number of quantized models is
 * made without another. It can be saved, loaded by {@link Model#calibration(Path)}, and merged with others. Immutable.
 */
public final class Calibration {

    /** With fewer samples a calibration warns; NNCF takes 300 unless told otherwise. */
    private static final int FEW = 10;

    private static final int SOURCES_SHOWN = 3;

    private final Model model;
    private final List<String> sources;
    private final Dataset data;
    private Calibrator.Result result;

    /**
     * @param sources the data in words, one text for each run
     * @param data the samples, or {@code null} where they are not at hand
     */
    Calibration(Model model, Collection<String> sources, Dataset data, Calibrator.Result result) {
        this.model = model;
        this.sources = sources.stream().sorted().toList();
        this.data = data;
        this.result = result;
    }

    /** The calibrated model. */
    public Model model() {
        return model;
    }

    /** The dataset, in words. */
    public String data() {
        String shown = String.join(" + ", sources.subList(0, Math.min(SOURCES_SHOWN, sources.size())));
        int more = sources.size() - SOURCES_SHOWN;
        return more > 0 ? shown + " + " + more + " more" : shown;
    }

    /** The number of samples. */
    public int samples() {
        return seen().samples();
    }

    /** Wall time of the pass; of all passes in a merged calibration, 0 in a loaded one. */
    public double seconds() {
        return seen().seconds();
    }

    /** What was seen, by the name of the observed value. */
    public Map<String, TapStatistics> statistics() {
        return Map.copyOf(seen().statistics());
    }

    /** What makes the calibration doubtful, in words; empty when all is well. */
    public List<String> warnings() {
        return samples() >= FEW
                ? List.of()
                : List.of("Only " + samples() + (samples() == 1 ? " sample" : " samples")
                        + ": others may leave these ranges. Take a few hundred; NNCF takes 300.");
    }

    /** Quantizes with the defaults. */
    public QuantizedModel quantize() {
        return quantize(settings -> settings);
    }

    /**
     * Quantizes.
     *
     * <p>The data are read again only when a setting asks for a statistic that was not observed, and only that is observed
     * then; it is kept for the next time.
     *
     * @param change from the default settings to those wanted: {@code q -> q.preset(MIXED).ignore("head*")}
     * @throws octet.problem.BadSettingsException when settings are out of their limits, something to be ignored is not
     *     there, or a statistic is missing and the samples are not at hand; see {@link #with(Dataset)}
     * @throws octet.problem.BadModelException when weights are NaN or infinite
     */
    public QuantizedModel quantize(UnaryOperator<Settings> change) {
        Settings settings = change.apply(Settings.DEFAULT);
        return made(settings, quantization(settings));
    }

    /** A model that was quantized from this calibration. */
    QuantizedModel made(Settings settings, Quantization quantization) {
        var inspection = new Inspection(
                model.source(), quantization, seen().kept(), scope -> quantization(settings.ignore(scope)));
        var recipe = RecipeWriter.write(
                model.info(),
                data(),
                samples(),
                seen().digest().toString(),
                settings,
                quantization.plan(),
                quantization.check());
        return new QuantizedModel(this, settings, quantization, inspection, recipe);
    }

    private Quantization quantization(Settings settings) {
        var requirements = Requirements.of(model.source(), settings);
        return Quantization.of(model.source(), model.session(), complete(requirements), requirements);
    }

    /** What was seen, with what the requirements ask for besides. */
    synchronized Calibrator.Result complete(Requirements requirements) {
        List<Tap> missing = requirements.missing(result.statistics());
        if (!missing.isEmpty()) {
            if (data == null) {
                throw Mismatch.unobserved(missing, result.statistics(), data(), result.samples());
            }
            var more = model.observe(missing, data);
            Mismatch.refuseOtherSamples(data(), result.samples(), result.digest(), more.samples(), more.digest());
            result = result.complete(more);
        }
        return result;
    }

    synchronized Calibrator.Result seen() {
        return result;
    }

    /**
     * A calibration of the samples of all: the same as one over all samples, and the same in whatever order they are
     * merged. Only what all have observed remains.
     *
     * @throws BadDataException when another has seen another model
     */
    public Calibration merge(Calibration... others) {
        List<String> all = new ArrayList<>(sources);
        Dataset joined = data;
        Calibrator.Result merged = seen();
        for (Calibration other : others) {
            Mismatch.refuseOtherModel(
                    "The other calibration",
                    other.model.name(),
                    other.model.info().sha256(),
                    model);
            all.addAll(other.sources);
            joined = joined == null || other.data == null ? null : joined.and(other.data);
            merged = merged.merge(other.seen());
        }
        return new Calibration(model, all, joined, merged);
    }

    /**
     * How values look in another calibration of this model, on other data, compared with this one: for each value that both
     * have observed the ranges, by how much the other leaves this one's, and, with histograms, how differently elements are
     * spread. {@code model.calibrate(data, HISTOGRAM)} observes histograms.
     *
     * @throws BadDataException when the other has seen another model
     */
    public Drift compare(Calibration other) {
        Mismatch.refuseOtherModel(
                "The other calibration", other.model.name(), other.model.info().sha256(), model);
        return Drift.between(seen().statistics(), other.seen().statistics());
    }

    /** The ranges of the model's inputs, where they were observed. */
    Map<String, Range> inputRanges() {
        Map<String, Range> ranges = new HashMap<>();
        Map<String, TapStatistics> statistics = seen().statistics();
        for (ValueInfo input : model.inputs()) {
            TapStatistics seen = statistics.get(input.name());
            if (seen != null) {
                ranges.put(input.name(), new Range(seen.min(), seen.max()));
            }
        }
        return ranges;
    }

    /**
     * This calibration with its samples at hand again, so that a statistic that was not observed can be. They are read
     * once, to be compared.
     *
     * @param dataset the same samples, in any order; of more the first are taken
     * @throws BadDataException when they are others
     */
    public Calibration with(Dataset dataset) {
        Calibrator.Result known = seen();
        Dataset subset = dataset.take(known.samples());
        var read = Calibrator.digest(model.source(), subset);
        Mismatch.refuseOtherSamples(subset.describe(), known.samples(), known.digest(), read.samples(), read.digest());
        return new Calibration(model, sources, subset, known);
    }

    /**
     * Writes everything but the samples into a file, from which {@link Model#calibration(String)} makes it again: the
     * model's digest, all statistics, and the inputs of a few samples for checks. Whoever gets the file sees these
     * samples.
     *
     * @return where it is, and its size
     * @throws octet.problem.SaveException when that fails, or a file that is no calibration stands there
     */
    public SavedFile save(String file) {
        return save(Path.of(file));
    }

    /** As {@link #save(String)}. */
    public SavedFile save(Path file) {
        Calibrator.Result seen = seen();
        var contents = new CalibrationFile(
                model.name(),
                model.info().sha256(),
                sources,
                seen.samples(),
                seen.digest(),
                seen.statistics(),
                seen.kept().stream().map(Calibrator.Example::inputs).toList());
        return new SavedFile(file, contents.save(file));
    }

    /** One line, and the warnings. */
    @Override
    public String toString() {
        var text = new StringBuilder(Words.of(
                "Calibration of %s on %d samples (%s): %d values observed",
                model.name(), samples(), data(), statistics().size()));
        text.append(seconds() > 0 ? Words.of(" in %.1f s", seconds()) : "");
        warnings().forEach(warning -> text.append("\nWarning: ").append(warning));
        return text.toString();
    }
}
