package octet.engine;

import java.util.Map;
import octet.data.Sample;
import octet.data.Tensor;
import octet.metric.Metric;
import octet.metric.Prediction;
import octet.metric.Score;
import octet.problem.BadDataException;

/** Scores both models' answers to a sample; what goes wrong in a metric is told with the sample. */
final class Scorer {
    /** No score: there is no metric, or it compares with float and float itself has none. */
    static final Score NONE = new Score(Double.NaN, 1);

    private final Metric metric;

    /** @param metric what to score with, or {@code null} for no scores */
    Scorer(Metric metric) {
        this.metric = metric;
    }

    Score ofFloat(int index, Sample sample, Map<String, Tensor> reference) {
        return metric == null || metric.comparesWithFloat() ? NONE : score(index, sample, reference, reference);
    }

    Score ofInt8(int index, Sample sample, Map<String, Tensor> outputs, Map<String, Tensor> reference) {
        return metric == null ? NONE : score(index, sample, outputs, reference);
    }

    private Score score(int index, Sample sample, Map<String, Tensor> outputs, Map<String, Tensor> reference) {
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
            throw new BadDataException(
                    "The metric '" + metric.name() + "' failed on sample " + index + ": " + e,
                    "a function that takes every output of the model",
                    "try it on model.run(sample) first",
                    e);
        }
    }
}
