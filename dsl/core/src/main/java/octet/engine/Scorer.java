package octet.engine;

import java.util.List;
import java.util.Map;
import octet.data.Sample;
import octet.data.Tensor;
import octet.metric.Metric;
import octet.metric.Prediction;
import octet.metric.Score;
import octet.problem.BadDataException;
import octet.problem.Problems;

/** Scores both models' answers to a sample; what goes wrong in a metric is told with the sample. */
public final class Scorer {
    /** No score: there is no metric, or it compares with float and float itself has none. */
    static final Score NONE = new Score(Double.NaN, 1);

    private final Metric metric;

    /** @param metric what to score with, or {@code null} for no scores */
    public Scorer(Metric metric) {
        this.metric = metric;
    }

    Score ofFloat(int index, Sample sample, Map<String, Tensor> reference) {
        return metric == null || metric.comparesWithFloat() ? NONE : score(index, sample, reference, reference);
    }

    Score ofInt8(int index, Sample sample, Map<String, Tensor> outputs, Map<String, Tensor> reference) {
        return metric == null ? NONE : score(index, sample, outputs, reference);
    }

    /**
     * The score of a sample.
     *
     * @param index the number of the sample in its dataset, for messages
     * @throws BadDataException when it has no label though the metric needs one, or the metric fails
     */
    public Score score(int index, Sample sample, Map<String, Tensor> outputs, Map<String, Tensor> reference) {
        if (metric.needsLabels() && sample.label() == null) {
            throw new BadDataException(
                    "Sample " + index + " (" + sample.id() + ") has no label",
                    "a label for every sample, as '" + metric.name() + "' compares with labels",
                    "add them with labels(), or use Metric.cosine() or Metric.sqnr(), which need none");
        }
        try {
            return metric.score(new Prediction(outputs, reference, sample.label()));
        } catch (BadDataException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failed("on sample " + index + (sample.label() == null ? ", which has no label" : ""), e);
        }
    }

    /**
     * The score of all samples.
     *
     * @throws BadDataException when the metric fails, or the score is not finite
     */
    public double total(List<Score> scores) {
        double total;
        try {
            total = metric.total(scores);
        } catch (BadDataException e) {
            throw e;
        } catch (RuntimeException e) {
            throw failed("on " + scores.size() + " samples together", e);
        }
        if (!Double.isFinite(total)) {
            throw new BadDataException(
                    "The metric '" + metric.name() + "' is " + total + " for " + scores.size() + " samples together",
                    "a finite number",
                    "look at the metric's function");
        }
        return total;
    }

    /**
     * As {@link #total(List)}.
     *
     * @param ids what the samples are
     * @throws BadDataException also naming all samples whose score is not finite
     */
    double total(List<Score> scores, List<String> ids) {
        var problems = new Problems();
        for (int i = 0; i < scores.size() && metric.scoresSamples(); i++) {
            double value = scores.get(i).value();
            if (!Double.isFinite(value)) {
                problems.add("the metric is %s for sample %d (%s)", value, i, ids.get(i));
            }
        }
        problems.throwIfAny(found -> new BadDataException(
                "'" + metric.name() + "': " + found,
                "a finite number for every sample",
                "look at the metric's function"));
        return total(scores);
    }

    private BadDataException failed(String where, RuntimeException e) {
        return new BadDataException(
                "The metric '" + metric.name() + "' failed " + where + ": " + e,
                "a function that takes every output of the model",
                "try it on model.run(sample) first",
                e);
    }
}
