package octet.accuracy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
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
import octet.problem.CancelledException;

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
    private int subsetSamples;
    private double varies;
    private int full = 2;
    private int onSubset;
    private long runs;

    /**
     * @param metric what to score; {@code null} for the error of the outputs
     * @param first what the float and the first int8 model gave
     */
    Judge(
            List<ValueInfo> inputs,
            Session floats,
            Dataset data,
            Metric metric,
            Evaluation.Result first,
            AccuracyControl control) {
        this.inputs = inputs;
        this.floats = floats;
        this.data = data;
        this.metric = metric == null ? Metric.outputError() : metric;
        this.first = first;
        this.control = control;
        this.bound = new Bound(control.maxDrop(), control.dropType(), this.metric.higherIsBetter());
        this.references = new References(floats, ROOM);
        this.runs = 2L * first.samples().size();
        this.floatScore = this.metric.comparesWithFloat() ? best() : first.floatScore();
        this.firstScore = metric == null ? total(all(), false) : first.int8Score();
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
        return runs + references.runs() + (subsetReferences == null ? 0 : subsetReferences.runs());
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

    /** Reads the samples that suffer most, and runs the float model on them. */
    void prepare() {
        List<Integer> order = fromWorst();
        int size = control.subsetSize() > 0
                ? control.subsetSize()
                : Math.max(LEAST_SUBSET, Math.min(MOST_SUBSET, samples() / 4));
        boolean wanted = 2 * size <= samples();
        List<Integer> chosen = order.subList(0, Math.min(samples(), wanted ? Math.max(size, WORST) : WORST));
        Map<Integer, Sample> read = read(chosen);
        List<Example> examples = new ArrayList<>();
        for (int index : chosen.subList(0, Math.min(WORST, chosen.size()))) {
            if (read.containsKey(index)) {
                Map<String, Tensor> tensors = new Binding(inputs).bind(read.get(index), index);
                examples.add(new Example(tensors, floats.run(tensors)));
                runs++;
                again(index, read.get(index), examples.get(examples.size() - 1).outputs());
            }
        }
        worst = List.copyOf(examples);
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

    /** The samples by how much they suffer, the worst first. */
    private List<Integer> fromWorst() {
        List<Integer> order = new ArrayList<>(all());
        java.util.Collections.shuffle(order, new Random(control.seed()));
        double[] drops = new double[order.size()];
        boolean known = true;
        for (int i = 0; i < drops.length; i++) {
            drops[i] = drop(first.scores().get(i));
            known &= !Double.isNaN(drops[i]);
        }
        Comparator<Integer> byNoise =
                Comparator.comparingDouble(i -> -first.scores().get(i).noise());
        Comparator<Integer> byDrop = Comparator.comparingDouble(i -> -drops[i]);
        order.sort(known ? byDrop.thenComparing(byNoise) : byNoise);
        return order;
    }

    private double drop(Evaluation.Scores scores) {
        if (Double.isNaN(scores.ofInt8().value()) && scores.ofInt8().part() == null) {
            return scores.noise();
        }
        try {
            double int8 = metric.total(List.of(scores.ofInt8()));
            double ofFloat = metric.comparesWithFloat() ? floatScore : metric.total(List.of(scores.ofFloat()));
            double weight = scores.ofInt8().weight();
            return weight * (metric.higherIsBetter() ? ofFloat - int8 : int8 - ofFloat);
        } catch (RuntimeException e) {
            // A metric of many samples need not have a score for one.
            return Double.NaN;
        }
    }

    private Map<Integer, Sample> read(List<Integer> chosen) {
        Map<Integer, Sample> read = new TreeMap<>();
        long bytes = 0;
        int last = chosen.stream().mapToInt(i -> i).max().orElse(-1);
        try (var samples = data.open()) {
            var iterator = samples.iterator();
            for (int index = 0; index <= last && iterator.hasNext(); index++) {
                CancelledException.throwIfInterrupted("Accuracy control", index, last + 1L);
                Sample sample = iterator.next();
                if (chosen.contains(index) && bytes < ROOM) {
                    read.put(index, sample);
                    bytes += References.sizeOf(sample.inputs());
                }
            }
        }
        return read;
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

    /** The score on all samples. */
    double score(Session session) {
        full++;
        runs += samples();
        Scoring.Result result = new Scoring(inputs, data, metric, references).run("Validating a candidate", session);
        varies = Math.max(varies, result.varies());
        return result.total();
    }

    /** The noise of the outputs on the worst few samples. */
    synchronized void noiseMeasured() {
        runs += worst.size();
    }

    double noise(Session session) {
        noiseMeasured();
        return Scoring.noise(session, worst);
    }
}
