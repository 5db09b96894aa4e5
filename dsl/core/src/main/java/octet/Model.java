package octet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import octet.archive.CalibrationFile;
import octet.calibration.Statistic;
import octet.calibration.Tap;
import octet.data.Binding;
import octet.data.Dataset;
import octet.data.NumpyFiles;
import octet.data.Sample;
import octet.data.Tensor;
import octet.engine.Calibrator;
import octet.engine.InputRanges;
import octet.engine.Requirements;
import octet.engine.SharedSession;
import octet.format.AtomicFile;
import octet.format.FormatModel;
import octet.format.Formats;
import octet.format.ModelInfo;
import octet.format.Session;
import octet.graph.Graph;
import octet.graph.NotFinite;
import octet.graph.ValueInfo;
import octet.metric.Metric;
import octet.plan.Settings;
import octet.problem.BadDataException;
import octet.problem.BadModelException;
import octet.problem.Problems;
import octet.problem.SaveException;
import octet.problem.Words;
import octet.recipe.Recipe;
import octet.report.Validation;

/** A float model, loaded. Immutable; threads may share it. */
public final class Model {

    /** So many samples are used for calibration unless the dataset is cut before; NNCF's {@code subsetSize}. */
    public static final int SUBSET_SIZE = 300;

    private final FormatModel source;
    private final Session session;

    Model(FormatModel source) {
        this.source = source;
        this.session = new SharedSession(source::open);
    }

    Session session() {
        return session;
    }

    FormatModel source() {
        return source;
    }

    /** The file's name. */
    public String name() {
        return info().file().getFileName().toString();
    }

    /** What is known of the file: size, format, digest. */
    public ModelInfo info() {
        return source.info();
    }

    /** The computation on the neutral graph. */
    public Graph graph() {
        return source.graph();
    }

    /** What the model is fed with. */
    public List<ValueInfo> inputs() {
        return graph().inputs();
    }

    /** What the model returns. */
    public List<ValueInfo> outputs() {
        return graph().outputs();
    }

    /**
     * The samples of an {@code .npz} file that holds one array a model input, or of an {@code .npy} file for a model with
     * one input: rows along the first axis, dealt out in groups of the input's fixed first dimension, or one by one where
     * that is dynamic.
     *
     * @throws octet.problem.BadDataException when the file is missing or corrupt, its arrays do not fit the inputs, or
     *     they give different numbers of samples
     */
    public Dataset numpy(Path file) {
        return NumpyFiles.samples(file, inputs());
    }

    /**
     * Runs the model once and returns its outputs by name.
     *
     * @throws octet.problem.BadDataException when the sample does not fit the inputs
     */
    public Map<String, Tensor> run(Sample sample) {
        return session.run(new Binding(inputs()).bind(sample, 0));
    }

    /**
     * Runs the model once over the first {@value #SUBSET_SIZE} samples, or all if there are fewer, and keeps what
     * quantizing needs to know: one float pass, whatever is done with it afterwards.
     *
     * @throws octet.problem.BadDataException when a sample does not fit the inputs, holds NaN, or there is none
     * @throws octet.problem.CancelledException when the thread is interrupted
     */
    public Calibration calibrate(Dataset data) {
        return calibrate(data, SUBSET_SIZE);
    }

    /** As {@link #calibrate(Dataset)} with another number of samples. */
    public Calibration calibrate(Dataset data, int subsetSize) {
        return calibrate(data, subsetSize, new Statistic[0]);
    }

    /**
     * As {@link #calibrate(Dataset)}, and observes more than the default settings need, so that other settings need no
     * other pass: {@code model.calibrate(data, HISTOGRAM)}, or {@code model.calibrate(data, all())}.
     */
    public Calibration calibrate(Dataset data, Statistic... statistics) {
        return calibrate(data, SUBSET_SIZE, statistics);
    }

    /** As {@link #calibrate(Dataset, Statistic...)} with another number of samples. */
    public Calibration calibrate(Dataset data, int subsetSize, Statistic... statistics) {
        Set<Statistic> besides = Set.copyOf(List.of(statistics));
        return calibrate(
                data.take(subsetSize),
                Requirements.of(source, Settings.DEFAULT).taps().stream()
                        .map(tap -> tap.and(besides))
                        .toList());
    }

    /**
     * As {@link #calibrate(Dataset, int)}, and observes what these settings need, in one pass: {@code
     * model.calibrate(data, 300, q -> q.activations(histogram()))}.
     *
     * @throws octet.problem.BadSettingsException as {@link Calibration#quantize(UnaryOperator)}
     */
    public Calibration calibrate(Dataset data, int subsetSize, UnaryOperator<Settings> settings) {
        return calibrate(
                data.take(subsetSize),
                Requirements.of(source, settings.apply(Settings.DEFAULT)).taps());
    }

    private Calibration calibrate(Dataset subset, List<Tap> taps) {
        return new Calibration(this, List.of(subset.describe()), subset, observe(taps, subset));
    }

    /**
     * Loads a calibration of this model that {@link Calibration#save(String)} wrote. The float model is run on the few
     * samples that are in it; the others are not at hand, see {@link Calibration#with(Dataset)}.
     *
     * @throws BadDataException when the file is missing or damaged, or of another model
     */
    public Calibration calibration(String file) {
        return calibration(Path.of(file));
    }

    /** As {@link #calibration(String)}. */
    public Calibration calibration(Path file) {
        var saved = CalibrationFile.read(file);
        Mismatch.refuseOtherModel("The calibration " + file, saved.model(), saved.sha256(), this);
        var result = Calibrator.restored(
                source, session, saved.statistics(), saved.examples(), saved.samples(), saved.digest());
        return new Calibration(this, saved.sources(), null, result);
    }

    /** A number that is not finite comes from the data or from the model; it is said where the model has its own. */
    Calibrator.Result observe(List<Tap> taps, Dataset data) {
        try {
            return Calibrator.run(source, taps, data);
        } catch (BadDataException e) {
            var problems = new Problems();
            if (e.getMessage().startsWith("The model computes")) {
                NotFinite.constants(graph()).forEach(fault -> problems.add("%s", fault));
            }
            problems.throwIfAny(found -> new BadModelException(
                    name() + " computes numbers that are not finite: " + found,
                    "finite weights",
                    "look at how the model was trained and exported",
                    e));
            throw e;
        }
    }

    /**
     * Compares a model file that is quantized already, by whatever tool, with this one.
     *
     * @param int8 the file
     * @param metric what to score, or {@code null} for the distance of the outputs alone
     * @throws octet.problem.BadModelException when its inputs or outputs are not this model's
     */
    public Validation compare(Path int8, Dataset data, Metric metric) {
        return compare(int8, data, metric, new InputRanges(Map.of()));
    }

    /**
     * As {@link #compare(Path, Dataset, Metric)}, and warns where inputs leave the ranges that a calibration has seen.
     *
     * @throws BadDataException also when the calibration is of another model
     */
    public Validation compare(Path int8, Dataset data, Metric metric, Calibration calibration) {
        Mismatch.refuseOtherModel(
                "The calibration",
                calibration.model().name(),
                calibration.model().info().sha256(),
                this);
        return compare(int8, data, metric, new InputRanges(calibration.inputRanges()));
    }

    private Validation compare(Path int8, Dataset data, Metric metric, InputRanges calibrated) {
        try (var other = Formats.open(int8)) {
            Signatures.check(this, int8, other.session());
            return Comparison.of(this, other.bytes(), other.session(), data, metric, calibrated)
                    .validation();
        }
    }

    /**
     * Checks that an int8 model and its recipe could be written here, before long work is done for it.
     *
     * @throws SaveException when the folder is missing or not writable, or the file is the float model itself or another
     *     that is no model, such as its weights or its data
     */
    public void checkOutput(Path file) {
        AtomicFile.check(file);
        AtomicFile.check(Recipe.beside(file));
        try {
            if (Files.exists(file) && Files.isSameFile(file, info().file())) {
                throw new SaveException(
                        "The file " + file + " is the float model itself", "another name", "save under a new name");
            }
        } catch (IOException e) {
            throw new SaveException("The file " + file + " cannot be looked at: " + e, "a writable folder", null, e);
        }
        String name = name();
        String ending = name.substring(Math.max(0, name.lastIndexOf('.')));
        if (Files.exists(file) && !file.getFileName().toString().endsWith(ending)) {
            throw new SaveException(
                    "The file " + file + " is there already and is no model",
                    "a new name, or one that ends in " + ending,
                    "save under a new name");
        }
    }

    @Override
    public String toString() {
        return Words.of(
                "%s: %s %s, %.2f MB, %d operations\n  inputs  %s\n  outputs %s%s",
                name(),
                info().format(),
                info().version(),
                info().bytes() / (double) (1 << 20),
                graph().nodes().size(),
                inputs(),
                outputs(),
                info().remarks().isEmpty() ? "" : "\n  " + String.join("\n  ", info().remarks()));
    }
}
