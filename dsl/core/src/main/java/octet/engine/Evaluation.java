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
import octet.metric.Prediction;
import octet.metric.Score;
import octet.problem.BadDataException;
import octet.problem.BadModelException;
import octet.problem.Problems;

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
     * @param kept the first few inputs
     */
    public record Result(
            double floatScore,
            double int8Score,
            List<SampleResult> samples,
            OutputError error,
            List<Map<String, Tensor>> kept) {}

    /**
     * One sample.
     *
     * @param id what it is
     * @param floatScore the float model's score, or NaN
     * @param int8Score the int8 model's score, or NaN
     * @param sqnr of the outputs, in dB
     */
    public record SampleResult(String id, double floatScore, double int8Score, double sqnr) {}

    private record Row(SampleResult result, Score floats, Score int8, Map<String, Tensor> a, Map<String, Tensor> b) {}

    /**
     * Runs both models.
     *
     * @param metric what to score, or {@code null} for the distance of the outputs alone
     * @throws BadDataException when a sample does not fit, there is none, or the metric fails on one
     */
    public static Result run(Session floats, Session int8, List<ValueInfo> inputs, Dataset data, Metric metric) {
        List<Row> rows = new ArrayList<>();
        List<Map<String, Tensor>> kept = new ArrayList<>();
        var sum = new Summing(rows, new OutputError.Sum());
        int count = new SampleRun("Validating", data, new Binding(inputs)).forEach((index, sample, tensors) -> {
            var reference = floats.run(tensors);
            var outputs = int8.run(tensors);
            sum.add(index, row(index, sample, reference, outputs, metric));
            if (index < KEPT) {
                synchronized (kept) {
                    kept.add(tensors);
                }
            }
        });
        var problems = new Problems();
        for (int i = 0; i < count; i++) {
            var row = rows.get(i);
            if (metric != null && !Double.isFinite(row.int8.value())) {
                problems.add("the metric is %s for sample %d (%s)", row.int8.value(), i, row.result.id());
            }
        }
        problems.throwIfAny(found -> new BadDataException(
                "'" + metric.name() + "': " + found,
                "a finite number for every sample",
                "look at the metric's function"));
        return new Result(
                mean(rows.stream().map(Row::floats).toList()),
                mean(rows.stream().map(Row::int8).toList()),
                rows.stream().map(Row::result).toList(),
                sum.error.error(),
                kept);
    }

    /** Adds rows in the order of their numbers, whatever order they come in, so that sums are always the same. */
    private record Summing(List<Row> rows, OutputError.Sum error, java.util.TreeMap<Integer, Row> early) {

        Summing(List<Row> rows, OutputError.Sum error) {
            this(rows, error, new java.util.TreeMap<>());
        }

        synchronized void add(int index, Row row) {
            early.put(index, row);
            while (early.containsKey(rows.size())) {
                Row next = early.remove(rows.size());
                error.add(next.a, next.b);
                rows.add(new Row(next.result, next.floats, next.int8, null, null));
            }
        }
    }

    private static Row row(
            int index, Sample sample, Map<String, Tensor> reference, Map<String, Tensor> outputs, Metric metric) {
        if (!outputs.keySet().containsAll(reference.keySet())) {
            throw new BadModelException(
                    "The int8 model returns " + outputs.keySet() + ", the float model " + reference.keySet(),
                    "the same outputs",
                    "compare it with the model that it was made from");
        }
        var own = new OutputError.Sum();
        own.add(reference, outputs);
        Score floats = null;
        Score int8 = null;
        if (metric != null) {
            if (metric.needsLabels() && sample.label() == null) {
                throw new BadDataException(
                        "Sample " + index + " (" + sample.id() + ") has no label",
                        "a label for every sample, as '" + metric.name() + "' compares with labels",
                        "add them with labels(), or use Metric.cosine() or Metric.sqnr(), which need none");
            }
            floats = metric.comparesWithFloat()
                    ? null
                    : score(metric, new Prediction(reference, reference, sample.label()), index);
            int8 = score(metric, new Prediction(outputs, reference, sample.label()), index);
        }
        String id = sample.id().isEmpty() ? "sample " + index : sample.id();
        var result =
                new SampleResult(id, value(floats), value(int8), own.error().sqnr());
        return new Row(result, floats, int8, reference, outputs);
    }

    private static Score score(Metric metric, Prediction prediction, int index) {
        try {
            return metric.score(prediction);
        } catch (BadDataException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new BadDataException(
                    "The metric '" + metric.name() + "' failed on sample " + index + ": " + e,
                    "a function that takes every output of the model",
                    "try it on model.run(sample) first",
                    e);
        }
    }

    private static double value(Score score) {
        return score == null ? Double.NaN : score.value();
    }

    private static double mean(List<Score> scores) {
        double sum = 0;
        double weights = 0;
        for (Score score : scores) {
            if (score == null) {
                return Double.NaN;
            }
            sum += score.value() * score.weight();
            weights += score.weight();
        }
        return sum / weights;
    }
}
