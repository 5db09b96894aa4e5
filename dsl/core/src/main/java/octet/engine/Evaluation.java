package octet.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import octet.compare.OutputError;
import octet.data.Binding;
import octet.data.Dataset;
import octet.data.Sample;
import octet.data.Tensor;
import octet.format.Session;
import octet.graph.ValueInfo;
import octet.metric.Metric;
import octet.metric.Score;
import octet.problem.BadDataException;
import octet.problem.BadModelException;

/** Runs two models over validation samples: both scores, the distance of the outputs, and every sample on its own. */
public final class Evaluation {

    /** So many inputs are kept for measuring latency. */
    private static final int KEPT = 8;

    private Evaluation() {}

    /**
     * What the run gave.
     *
     * @param floatScore the float model's score, NaN for a metric that compares with float, or without a metric
     * @param int8Score the int8 model's score, NaN without a metric
     * @param samples one line a sample, in the order of the dataset
     * @param error the distance of the outputs
     * @param outputs the distance of each output, by name
     * @param kept the first few inputs
     * @param scores of both models for each sample, in the order of the dataset
     */
    public record Result(
            double floatScore,
            double int8Score,
            List<SampleResult> samples,
            OutputError error,
            Map<String, OutputError> outputs,
            List<Map<String, Tensor>> kept,
            List<Scores> scores) {}

    /**
     * What a metric makes of a sample.
     *
     * @param ofFloat of the float model's outputs; NaN where the metric compares with float
     * @param ofInt8 of the int8 model's outputs
     * @param noise of the int8 model's outputs, see {@link OutputError.Sum#noise}
     */
    public record Scores(Score ofFloat, Score ofInt8, double noise) {}

    /**
     * One sample.
     *
     * @param id what it is
     * @param floatScore the float model's score, or NaN
     * @param int8Score the int8 model's score, or NaN
     * @param sqnr of the outputs, in dB
     */
    public record SampleResult(String id, double floatScore, double int8Score, double sqnr) {}

    private record Row(SampleResult result, Scores scores) {}

    private record Outcome(Row row, Map<String, Tensor> reference, Map<String, Tensor> outputs) {}

    /**
     * Runs both models.
     *
     * @param metric what to score, or {@code null} for the distance of the outputs alone
     * @throws BadDataException when a sample does not fit, there is none, or the metric fails on one
     */
    public static Result run(Session floats, Session int8, List<ValueInfo> inputs, Dataset data, Metric metric) {
        var scorer = new Scorer(metric);
        var error = new OutputError.Sum();
        List<Row> rows = new ArrayList<>();
        List<Map<String, Tensor>> kept = new ArrayList<>();
        var outcomes = new InOrder<Outcome>(outcome -> {
            error.add(outcome.reference, outcome.outputs);
            rows.add(outcome.row);
        });
        var firstInputs = new InOrder<Map<String, Tensor>>(kept::add);
        new SampleRun("Validating", data, new Binding(inputs)).forEach((index, sample, tensors) -> {
            var reference = floats.run(tensors);
            var outputs = int8.run(tensors);
            outcomes.add(index, new Outcome(row(scorer, index, sample, reference, outputs), reference, outputs));
            if (index < KEPT) {
                firstInputs.add(index, tensors);
            }
        });
        List<Scores> scores = rows.stream().map(Row::scores).toList();
        boolean floatScores = metric != null && !metric.comparesWithFloat();
        List<String> ids = rows.stream().map(row -> row.result.id()).toList();
        return new Result(
                floatScores ? scorer.total(scores.stream().map(Scores::ofFloat).toList(), ids) : Double.NaN,
                metric == null
                        ? Double.NaN
                        : scorer.total(scores.stream().map(Scores::ofInt8).toList(), ids),
                rows.stream().map(Row::result).toList(),
                error.error(),
                error.byOutput(),
                kept,
                scores);
    }

    private static Row row(
            Scorer scorer, int index, Sample sample, Map<String, Tensor> reference, Map<String, Tensor> outputs) {
        if (!outputs.keySet().containsAll(reference.keySet())) {
            throw new BadModelException(
                    "The int8 model returns " + outputs.keySet() + ", the float model " + reference.keySet(),
                    "the same outputs",
                    "compare it with the model that it was made from");
        }
        var own = new OutputError.Sum();
        own.add(reference, outputs);
        Score ofFloat = scorer.ofFloat(index, sample, reference);
        Score ofInt8 = scorer.ofInt8(index, sample, outputs, reference);
        String id = sample.id().isEmpty() ? "sample " + index : sample.id();
        return new Row(
                new SampleResult(
                        id, ofFloat.value(), ofInt8.value(), own.error().sqnr()),
                new Scores(ofFloat, ofInt8, own.noise()));
    }
}
