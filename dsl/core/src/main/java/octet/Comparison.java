package octet;

import octet.data.Dataset;
import octet.engine.Evaluation;
import octet.engine.InputRanges;
import octet.engine.Latency;
import octet.format.Session;
import octet.metric.Metric;
import octet.report.Validation;

/** Compares a float model with an int8 one: scores and outputs over all samples, then latency. */
final class Comparison {

    private static final double LATENCY_SECONDS = 2;

    private Comparison() {}

    /**
     * What a comparison gave.
     *
     * @param validation what is shown
     * @param result what it was made of
     */
    record Compared(Validation validation, Evaluation.Result result) {}

    static Compared of(Model model, long int8Bytes, Session int8, Dataset data, Metric metric, InputRanges calibrated) {
        Session floats = model.session();
        var result = Evaluation.run(calibrated.watch(floats), int8, model.inputs(), data, metric);
        var latency = Latency.compare(floats, int8, result.kept(), LATENCY_SECONDS);
        var validation = new Validation(
                model.name(),
                metric == null ? null : metric.name(),
                metric == null || metric.higherIsBetter(),
                result.floatScore(),
                result.int8Score(),
                result.error(),
                result.outputs(),
                model.info().bytes(),
                int8Bytes,
                latency,
                result.samples(),
                calibrated.warnings(result.samples().size()));
        return new Compared(validation, result);
    }
}
