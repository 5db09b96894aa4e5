package octet;

import java.util.function.UnaryOperator;
import octet.accuracy.AccuracyControl;
import octet.accuracy.AccuracySearch;
import octet.accuracy.Subject;
import octet.data.Dataset;
import octet.engine.Evaluation;
import octet.metric.Metric;
import octet.report.Validation;

/**
 * How an int8 model compares with its float model, and the model itself, so that a bound can be put on the drop.
 *
 * <pre>{@code
 * var report = int8.validate(unseen, Metric.top1());
 * var safe = report.within(0.01);
 * safe.save("model-int8.onnx");
 * }</pre>
 */
public final class ModelValidation extends Validation {

    private final QuantizedModel int8;
    private final Dataset data;
    private final Metric score;
    private final Evaluation.Result result;

    ModelValidation(QuantizedModel int8, Dataset data, Metric score, Validation validation, Evaluation.Result result) {
        super(validation);
        this.int8 = int8;
        this.data = data;
        this.score = score;
        this.result = result;
    }

    /** The model that was validated. */
    public QuantizedModel int8() {
        return int8;
    }

    /** As {@link #within(UnaryOperator)} with this absolute drop. */
    public AccuracyResult within(double maxDrop) {
        return within(maxDrop, control -> control);
    }

    /** As {@link #within(UnaryOperator)} with this drop: {@code within(0.01, c -> c.relative().atMost(20))}. */
    public AccuracyResult within(double maxDrop, UnaryOperator<AccuracyControl> change) {
        return within(control -> change.apply(control.maxDrop(maxDrop)));
    }

    /**
     * Looks for an int8 model that scores no worse than float by more than a bound, and takes as little as possible back to
     * float for it; see {@link AccuracySearch} for how. Where this model is within the bound already it comes back at once.
     * Without a metric the bound is on {@link Metric#outputError()}: 0.01 means that a hundredth of the outputs' energy may
     * be noise, 20 dB.
     *
     * <p>Where nothing within the bound was found, or a budget was spent before, or the thread was interrupted, the nearest
     * model comes back, and the result says so.
     *
     * @param change from the default control to the wanted one: {@code c -> c.maxDrop(0.002).budget(Duration.ofMinutes(5))}
     * @throws octet.problem.BadSettingsException when the bound or a budget cannot be
     * @throws octet.problem.BadDataException when the metric fails or gives no finite number
     */
    public AccuracyResult within(UnaryOperator<AccuracyControl> change) {
        return new AccuracyResult(
                int8.calibration(), AccuracySearch.run(subject(), change.apply(AccuracyControl.DEFAULT)));
    }

    private Subject subject() {
        Model model = int8.model();
        Calibration calibration = int8.calibration();
        return new Subject(
                model.name(),
                model.source(),
                model.session(),
                calibration::complete,
                int8.settings(),
                int8.quantization(),
                data,
                score,
                result,
                latency());
    }
}
