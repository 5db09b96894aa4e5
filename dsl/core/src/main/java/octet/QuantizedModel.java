package octet;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import octet.accuracy.AccuracyControl;
import octet.accuracy.Analysis;
import octet.accuracy.Analyst;
import octet.accuracy.Subject;
import octet.data.Binding;
import octet.data.Dataset;
import octet.data.Sample;
import octet.data.Tensor;
import octet.engine.Advice;
import octet.engine.Evaluation;
import octet.engine.InputRanges;
import octet.engine.Inspection;
import octet.engine.Quantization;
import octet.engine.SelfCheck;
import octet.metric.Metric;
import octet.plan.Plan;
import octet.plan.Settings;
import octet.problem.Words;
import octet.recipe.Recipe;
import octet.report.Layers;
import octet.report.Ranges;

/** An int8 model, not yet saved. Immutable; threads may share it. */
public final class QuantizedModel {

    private final Calibration calibration;
    private final Model model;
    private final Settings settings;
    private final Quantization quantization;
    private final Inspection inspection;
    private final Recipe recipe;

    QuantizedModel(
            Calibration calibration,
            Settings settings,
            Quantization quantization,
            Inspection inspection,
            Recipe recipe) {
        this.settings = settings;
        this.calibration = calibration;
        this.model = calibration.model();
        this.quantization = quantization;
        this.inspection = inspection;
        this.recipe = recipe;
    }

    /** The float model. */
    public Model model() {
        return model;
    }

    /** What it was made from. */
    public Calibration calibration() {
        return calibration;
    }

    /** How it was quantized. */
    public Settings settings() {
        return settings;
    }

    Quantization quantization() {
        return quantization;
    }

    /** Every quantizer and every reason. */
    public Plan plan() {
        return quantization.plan();
    }

    /**
     * What a look at the result showed: loads, distance from float, latency, warnings. Where an output is far from float the
     * first call looks for what to do about it; see {@link #advice()}.
     */
    public SelfCheck check() {
        return inspection.check();
    }

    /** How it was quantized, as JSON. */
    public Recipe recipe() {
        return recipe;
    }

    /** The size as a file, in bytes. */
    public long bytes() {
        return quantization.int8().bytes();
    }

    /**
     * One line an operation: how it is quantized, or why it stays float, and what that does to the signal. The first call
     * runs both models on a few of the calibration's samples.
     */
    public Layers layers() {
        return Layers.of(model.graph(), plan(), inspection.sensitivity());
    }

    /**
     * What to leave in float so that the outputs come nearer to float again, if anything helps much. The first call makes
     * up to a dozen models.
     */
    public Optional<Advice> advice() {
        return inspection.advice();
    }

    /**
     * Quantizes weights or activations only, each group of operations alone, and all groups but one, and measures what that
     * does to the outputs on a few of the calibration's samples: twice as many models are made as there are groups. {@link
     * ModelValidation#sensitivity()} does the same on validation samples, with a metric.
     */
    public Analysis sensitivity() {
        List<Sample> kept = calibration.seen().kept().stream()
                .map(example -> Sample.of(example.inputs()))
                .toList();
        Dataset data = Octet.samples(kept);
        var compared = Evaluation.run(model.session(), quantization.session(), model.inputs(), data, null);
        var subject = new Subject(
                model.name(),
                model.source(),
                model.session(),
                calibration::complete,
                settings,
                quantization,
                data,
                null,
                compared,
                check().latency());
        return Analyst.run(subject, AccuracyControl.DEFAULT);
    }

    /** The ranges of the quantized activations. */
    public Ranges ranges() {
        return Ranges.of(plan());
    }

    /**
     * Runs the int8 model once and returns its outputs by name.
     *
     * @throws octet.problem.BadDataException when the sample does not fit the inputs
     */
    public Map<String, Tensor> run(Sample sample) {
        return quantization.session().run(new Binding(model.inputs()).bind(sample, 0));
    }

    /** Compares the outputs with the float model's, without a metric. */
    public ModelValidation validate(Dataset data) {
        return validate(data, null);
    }

    /**
     * Runs both models over all samples and scores them. Where a sample's inputs leave the calibrated ranges by more than
     * a quarter of their width, the result warns; of inner values {@link Calibration#compare} tells.
     *
     * <p>What comes out can go on: {@link ModelValidation#within(double)} looks for a model whose score drops no further than
     * so much.
     *
     * @throws octet.problem.BadDataException when a sample does not fit, lacks its label, or there is none
     */
    public ModelValidation validate(Dataset data, Metric metric) {
        var ranges = new InputRanges(calibration.inputRanges());
        var compared = Comparison.of(model, bytes(), quantization.session(), data, metric, ranges);
        return new ModelValidation(this, data, metric, compared.validation(), compared.result());
    }

    /**
     * Writes the model, its recipe inside, and the recipe beside it.
     *
     * @return where the model is
     * @throws octet.problem.SaveException when that fails; a file that stood there before is untouched
     */
    public Path save(String file) {
        return save(Path.of(file));
    }

    /** As {@link #save(String)}. */
    public Path save(Path file) {
        model.checkOutput(file);
        quantization.int8().save(file, Map.of(Recipe.KEY, recipe.json()));
        recipe.save(Recipe.beside(file));
        return file;
    }

    /** Size, plan and self-check in a few lines, without code to try: for those who write none. */
    public String summary() {
        return Words.of(
                "%s in %s: %.2f MB → %.2f MB (%.2fx)\n%s\n%s",
                model.name(),
                plan().precision(),
                model.info().bytes() / (double) (1 << 20),
                bytes() / (double) (1 << 20),
                bytes() / (double) model.info().bytes(),
                plan(),
                check().summary());
    }

    @Override
    public String toString() {
        return summary() + check().advice().map(found -> "\nTry: " + found).orElse("");
    }
}
