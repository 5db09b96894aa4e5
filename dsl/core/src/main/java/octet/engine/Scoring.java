package octet.engine;

import java.util.ArrayList;
import java.util.List;
import octet.compare.OutputError;
import octet.data.Binding;
import octet.data.Dataset;
import octet.format.Session;
import octet.graph.ValueInfo;
import octet.metric.Metric;
import octet.metric.Score;

/** Runs one model over validation samples and scores it: one run a sample, whatever the metric. */
public final class Scoring {

    /** Of so many samples the score is computed twice, which shows whether it is the same. */
    private static final int TWICE = 4;

    private final List<ValueInfo> inputs;
    private final Dataset data;
    private final Metric metric;
    private final References references;

    /**
     * @param inputs what the model is fed with
     * @param references what the float model answers, by the number of the sample
     */
    public Scoring(List<ValueInfo> inputs, Dataset data, Metric metric, References references) {
        this.inputs = inputs;
        this.data = data;
        this.metric = metric;
        this.references = references;
    }

    /**
     * What a run gave.
     *
     * @param total the score of all samples
     * @param scores of each sample, in the order of the dataset
     * @param varies by how much scores of the same outputs differed when they were computed twice; 0 when they did not
     */
    public record Result(double total, List<Score> scores, double varies) {}

    private record Scored(String id, Score score, Score again) {}

    /**
     * Runs the model over all samples.
     *
     * @param stage what is being done, in words, for progress
     * @throws octet.problem.BadDataException when a sample does not fit, or the metric fails or gives no finite number
     * @throws octet.problem.CancelledException when the thread is interrupted
     */
    public Result run(String stage, Session session) {
        var scorer = new Scorer(metric);
        List<Score> scores = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        List<Double> differences = new ArrayList<>();
        var inOrder = new InOrder<Scored>(scored -> {
            scores.add(scored.score);
            ids.add(scored.id);
            differences.add(Math.abs(scored.score.value() - scored.again.value()));
        });
        new SampleRun(stage, data, new Binding(inputs)).forEach((index, sample, tensors) -> {
            var outputs = session.run(tensors);
            var reference = references.of(index, tensors);
            Score score = scorer.score(index, sample, outputs, reference);
            Score again = index < TWICE ? scorer.score(index, sample, outputs, reference) : score;
            inOrder.add(index, new Scored(sample.id(), score, again));
        });
        double total = scorer.total(scores, ids);
        double varies = Math.abs(total - scorer.total(scores));
        for (double difference : differences) {
            varies = Math.max(varies, Double.isNaN(difference) ? 0 : difference);
        }
        return new Result(total, scores, varies);
    }

    /** The mean noise of the model's outputs over all samples, see {@link OutputError.Sum#noise}; NaN without any. */
    public static double noise(Session session, List<Calibrator.Example> examples) {
        double sum = 0;
        for (Calibrator.Example example : examples) {
            var error = new OutputError.Sum();
            error.add(example.outputs(), session.run(example.inputs()));
            sum += error.noise();
        }
        return sum / examples.size();
    }
}
