package octet;

import java.nio.file.Path;
import java.util.Map;
import octet.data.Binding;
import octet.data.Dataset;
import octet.data.Sample;
import octet.data.Tensor;
import octet.engine.SelfCheck;
import octet.format.Rewritten;
import octet.format.Session;
import octet.metric.Metric;
import octet.plan.Plan;
import octet.recipe.Recipe;
import octet.report.Layers;
import octet.report.Ranges;
import octet.report.Validation;

/** An int8 model, not yet saved. Immutable; threads may share it. */
public final class QuantizedModel {

    private final Model model;
    private final Rewritten rewritten;
    private final Plan plan;
    private final SelfCheck check;
    private final Recipe recipe;
    private Session session;

    QuantizedModel(Model model, Rewritten rewritten, Plan plan, SelfCheck check, Recipe recipe) {
        this.model = model;
        this.rewritten = rewritten;
        this.plan = plan;
        this.check = check;
        this.recipe = recipe;
    }

    /** The float model. */
    public Model model() {
        return model;
    }

    /** Every quantizer and every reason. */
    public Plan plan() {
        return plan;
    }

    /** What a look at the result showed: loads, distance from float, latency, warnings. */
    public SelfCheck check() {
        return check;
    }

    /** How it was quantized, as JSON. */
    public Recipe recipe() {
        return recipe;
    }

    /** The size as a file, in bytes. */
    public long bytes() {
        return rewritten.bytes();
    }

    /** One line an operation: how it is quantized, or why it stays float. */
    public Layers layers() {
        return Layers.of(plan);
    }

    /** The ranges of the quantized activations. */
    public Ranges ranges() {
        return Ranges.of(plan);
    }

    /**
     * Runs the int8 model once and returns its outputs by name.
     *
     * @throws octet.problem.BadDataException when the sample does not fit the inputs
     */
    public synchronized Map<String, Tensor> run(Sample sample) {
        if (session == null) {
            session = rewritten.open();
        }
        return session.run(new Binding(model.inputs()).bind(sample, 0));
    }

    /** Compares the outputs with the float model's, without a metric. */
    public Validation validate(Dataset data) {
        return validate(data, null);
    }

    /**
     * Runs both models over all samples and scores them.
     *
     * @throws octet.problem.BadDataException when a sample does not fit, lacks its label, or there is none
     */
    public Validation validate(Dataset data, Metric metric) {
        try (var floats = model.source().open();
                var int8 = rewritten.open()) {
            return Comparison.of(model, bytes(), floats, int8, data, metric);
        }
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
        rewritten.save(file, Map.of(Recipe.KEY, recipe.json()));
        recipe.save(Recipe.beside(file));
        return file;
    }

    @Override
    public String toString() {
        return "%s in int8: %.2f MB → %.2f MB (%.2fx)\n%s\n%s"
                .formatted(
                        model.name(),
                        model.info().bytes() / (double) (1 << 20),
                        bytes() / (double) (1 << 20),
                        bytes() / (double) model.info().bytes(),
                        plan,
                        check);
    }
}
