package octet.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import octet.compare.OutputError;
import octet.data.Binding;
import octet.data.Dataset;
import octet.data.Sample;
import octet.data.Tensor;
import octet.engine.Calibrator.Example;
import octet.engine.Evaluation;
import octet.engine.References;
import octet.engine.Scorer;
import octet.engine.Scoring;
import octet.format.Session;
import octet.graph.ValueInfo;
import octet.metric.Metric;
import octet.metric.Score;

/**
 * Scores models on validation data: on all of them, on the subset of samples that suffered most in the first int8 model,
 * and by the noise of the outputs on the worst few of those. Counts what it does.
 */
final class Judge {

    /** So many of the worst samples tell the noise. */
    private static final int WORST = 4;

    private static final int LEAST_SUBSET = 16;
    private static final int MOST_SUBSET = 64;
    private static final long ROOM = Math.min(512L << 20, Runtime.getRuntime().maxMemory() / 8);

    private final List<ValueInfo> inputs;
    private final Session floats;
    private final Dataset data;
    private final Metric metric;
    private final Evaluation.Result first;
    private final AccuracyControl control;
    private final Bound bound;
    private final References references;
    private final double floatScore;
    private final double firstScore;

    private Scoring subset;
    private References subsetReferences;
    private double subsetFloatScore;
    private double subsetFirstScore;
    private List<Example> worst = List.of();
    private List<Kept> examples = List.of();
    private int subsetSamples;
    private double varies;
    private int full = 2;
    private int onSubset;
    private long runs;
    private final AtomicLong noiseRuns = new AtomicLong();

    /** A sample with the float model's outputs. */
    private record Kept(int index, Sample sample, Example example) {}

    /** A judge of what is made of this model. */
    Judge(Subject subject, AccuracyControl control) {
        this.inputs = subject.model().graph().inputs();
        this.floats = subject.floats();
        this.data = subject.data();
        this.metric = subject.metric() == null ? Metric.outputError() : subject.metric();
        this.first = subject.validated();
        this.control = control;
        this.bound = new Bound(control.maxDrop(), control.dropType(), this.metric.higherIsBetter());
        this.references = new References(floats, ROOM);
        this.runs = 2L * first.samples().size();
        this.floatScore = this.metric.comparesWithFloat() ? best() : first.floatScore();
        this.firstScore = subject.metric() == null ? total(all(), false) : first.int8Score();
    }

    /** The score of equal outputs. */
    private double best() {
        var scorer = new Scorer(metric);
        List<Score> scores = new ArrayList<>();
        for (Map<String, Tensor> input : first.kept()) {
            Map<String, Tensor> outputs = floats.run(input);
            scores.add(scorer.score(0, Sample.of(input), outputs, outputs));
        }
        return scorer.total(scores);
    }

    private List<Integer> all() {
        return IntStream.range(0, samples()).boxed().toList();
    }

    /** The score that the first run gave these samples. */
    private double total(List<Integer> indexes, boolean ofFloat) {
        List<Score> scores = new ArrayList<>();
        for (int index : indexes) {
            Evaluation.Scores both = first.scores().get(index);
            boolean none =
                    both.ofInt8().part() == null && Double.isNaN(both.ofInt8().value());
            scores.add(ofFloat ? both.ofFloat() : none ? new Score(both.noise(), 1) : both.ofInt8());
        }
        return new Scorer(metric).total(scores);
    }

    Metric metric() {
        return metric;
    }

    Bound bound() {
        return bound;
    }

    int samples() {
        return first.samples().size();
    }

    double floatScore() {
        return floatScore;
    }

    double firstScore() {
        return firstScore;
    }

    int fullEvaluations() {
        return full;
    }

    int subsetEvaluations() {
        return onSubset;
    }

    long runs() {
        return runs + noiseRuns.get() + references.runs() + (subsetReferences == null ? 0 : subsetReferences.runs());
    }

    /** By how much scores of the same outputs differed; 0 when they did not. */
    double varies() {
        return varies;
    }

    /** The worst few samples, with the float model's outputs. */
    List<Example> worst() {
        return worst;
    }

    /** How many samples the subset has; 0 when candidates are run on all at once. */
    int subsetSamples() {
        return subsetSamples;
    }

    /** Reads the samples that suffer most, and runs the float model on the worst few. */
    void prepare() {
        prepare(WORST);
    }

    /** As {@link #prepare()}, for {@link #measured} on so many samples. */
    void prepare(int few) {
        List<Integer> order = WorstSamples.order(first.scores(), metric, floatScore, control.seed());
        int size = control.subsetSize() > 0
                ? control.subsetSize()
                : Math.max(LEAST_SUBSET, Math.min(MOST_SUBSET, samples() / 4));
        boolean wanted = 2 * size <= samples();
        List<Integer> chosen = order.subList(0, Math.min(samples(), wanted ? Math.max(size, few) : few));
        Map<Integer, Sample> read = WorstSamples.read(data, chosen, ROOM);
        List<Kept> kept = new ArrayList<>();
        for (int index : chosen.subList(0, Math.min(few, chosen.size()))) {
            if (read.containsKey(index)) {
                Map<String, Tensor> tensors = new Binding(inputs).bind(read.get(index), index);
                Map<String, Tensor> outputs = floats.run(tensors);
                runs++;
                kept.add(new Kept(index, read.get(index), new Example(tensors, outputs)));
                again(index, read.get(index), outputs);
            }
        }
        examples = List.copyOf(kept);
        worst = examples.stream().map(Kept::example).limit(WORST).toList();
        if (wanted) {
            prepare(read);
        }
    }

    /** A metric that scores the same outputs otherwise the second time cannot tell models apart. */
    private void again(int index, Sample sample, Map<String, Tensor> outputs) {
        if (!metric.comparesWithFloat()) {
            var scorer = new Scorer(metric);
            double now = scorer.total(List.of(scorer.score(index, sample, outputs, outputs)));
            double then = scorer.total(List.of(first.scores().get(index).ofFloat()));
            varies = Math.max(varies, Math.abs(now - then));
        }
    }

    private void prepare(Map<Integer, Sample> read) {
        List<Integer> indexes = List.copyOf(read.keySet());
        List<Sample> samples = List.copyOf(read.values());
        subsetFloatScore = metric.comparesWithFloat() ? floatScore : total(indexes, true);
        subsetFirstScore = total(indexes, false);
        // Where the first model does no worse on them, they tell nothing.
        if (bound.drop(subsetFloatScore, subsetFirstScore) > bound.maxDrop()) {
            subsetSamples = samples.size();
            subsetReferences = new References(floats, ROOM);
            subset = new Scoring(
                    inputs,
                    Dataset.of("the worst samples", OptionalLong.of(samples.size()), samples::stream),
                    metric,
                    subsetReferences);
        }
    }

    /** The score on the subset as a drop. */
    double subsetDrop(Session session) {
        onSubset++;
        runs += subsetSamples;
        Scoring.Result result = subset.run("Trying on the worst samples", session);
        varies = Math.max(varies, result.varies());
        return bound.drop(subsetFloatScore, result.total());
    }

    /**
     * What a drop on the subset lets expect for all samples: the drop of the first model is known on both.
     */
    double expected(double subsetDrop) {
        double ratio = bound.drop(floatScore, firstScore) / bound.drop(subsetFloatScore, subsetFirstScore);
        return subsetDrop * ratio;
    }

    /** On how many samples {@link #measured} looks. */
    int comparedSamples() {
        return examples.size();
    }

    /** The noise, and the drop where it is wanted, on the subset, or on all samples read; any number of threads may ask. */
    Analysis.Measured measured(Session session, boolean withDrop) {
        var scorer = new Scorer(metric);
        List<Score> scores = new ArrayList<>();
        List<Score> floatScores = new ArrayList<>();
        double noise = 0;
        for (Kept kept : examples) {
            Map<String, Tensor> outputs = session.run(kept.example.inputs());
            var error = new OutputError.Sum();
            error.add(kept.example.outputs(), outputs);
            noise += error.noise();
            if (withDrop) {
                scores.add(scorer.score(kept.index, kept.sample, outputs, kept.example.outputs()));
                floatScores.add(scorer.score(kept.index, kept.sample, kept.example.outputs(), kept.example.outputs()));
            }
        }
        double drop = withDrop ? bound.drop(scorer.total(floatScores), scorer.total(scores)) : Double.NaN;
        return new Analysis.Measured(noise / examples.size(), drop);
    }

    /** The score on all samples. */
    double score(Session session) {
        full++;
        runs += samples();
        Scoring.Result result = new Scoring(inputs, data, metric, references).run("Validating a candidate", session);
        varies = Math.max(varies, result.varies());
        return result.total();
    }

    /** The noise of the outputs on the worst few samples; any number of threads may ask. */
    double noise(Session session) {
        noiseRuns.addAndGet(worst.size());
        return Scoring.noise(session, worst);
    }
}
