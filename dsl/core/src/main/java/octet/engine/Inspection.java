package octet.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import octet.engine.Calibrator.Example;
import octet.format.FormatModel;
import octet.placement.IgnoredScope;

/** Looks into a quantized model as far as somebody asks, each look once. Threads may share it. */
public final class Inspection {

    private final FormatModel model;
    private final Quantization quantization;
    private final List<Example> examples;
    private final Function<IgnoredScope, Quantization> ignoring;
    private Sensitivity sensitivity;
    private Optional<Advice> advice;

    /**
     * @param examples samples with the float model's outputs
     * @param ignoring quantizes the same way with something more left in float
     */
    public Inspection(
            FormatModel model,
            Quantization quantization,
            List<Example> examples,
            Function<IgnoredScope, Quantization> ignoring) {
        this.model = model;
        this.quantization = quantization;
        this.examples = List.copyOf(examples);
        this.ignoring = ignoring;
    }

    /** Where the signal is lost: one run of both models on a few examples, with inner values returned. */
    public synchronized Sensitivity sensitivity() {
        if (sensitivity == null) {
            sensitivity = Sensitivity.of(model, quantization.int8(), quantization.plan(), examples);
        }
        return sensitivity;
    }

    /** What to leave in float: at most a dozen models are made and compared on the examples. */
    public synchronized Optional<Advice> advice() {
        if (advice == null) {
            advice = new AdviceSearch(
                            model.graph(),
                            quantization.plan(),
                            sensitivity(),
                            quantization.check().worstSqnr(),
                            scope -> ignoring.apply(scope).check())
                    .search();
        }
        return advice;
    }

    /** The self-check, with advice where the result is poor. */
    public SelfCheck check() {
        SelfCheck check = quantization.check();
        return check.isPoor() ? check.advised(advice(), sensitivity().ranking()) : check;
    }
}
