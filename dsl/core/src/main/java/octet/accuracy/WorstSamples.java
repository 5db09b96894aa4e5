package octet.accuracy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import octet.data.Dataset;
import octet.data.Sample;
import octet.engine.Evaluation;
import octet.engine.References;
import octet.metric.Metric;
import octet.problem.CancelledException;

/** The samples that suffer most in the first int8 model: those from which most can be learned. */
final class WorstSamples {

    private WorstSamples() {}

    /**
     * The numbers of all samples, the one that suffers most first: by the drop of its own score where the metric has one for
     * each, else by the noise of its outputs.
     *
     * @param scores what both models gave
     * @param seed orders samples that suffer alike
     */
    static List<Integer> order(List<Evaluation.Scores> scores, Metric metric, double floatScore, long seed) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, scores.size()).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        double[] drops = new double[order.size()];
        boolean known = true;
        for (int i = 0; i < drops.length; i++) {
            drops[i] = drop(scores.get(i), metric, floatScore);
            known &= !Double.isNaN(drops[i]);
        }
        Comparator<Integer> byNoise =
                Comparator.comparingDouble(i -> -scores.get(i).noise());
        Comparator<Integer> byDrop = Comparator.comparingDouble(i -> -drops[i]);
        order.sort(known ? byDrop.thenComparing(byNoise) : byNoise);
        return order;
    }

    private static double drop(Evaluation.Scores scores, Metric metric, double floatScore) {
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

    /**
     * Those samples of a data set that are chosen, by their number, as long as they take no more room than this.
     *
     * @throws CancelledException when the thread is interrupted
     */
    static Map<Integer, Sample> read(Dataset data, Collection<Integer> chosen, long room) {
        Map<Integer, Sample> read = new TreeMap<>();
        long bytes = 0;
        int last = chosen.stream().mapToInt(i -> i).max().orElse(-1);
        try (var samples = data.open()) {
            var iterator = samples.iterator();
            for (int index = 0; index <= last && iterator.hasNext(); index++) {
                CancelledException.throwIfInterrupted("Accuracy control", index, last + 1L);
                Sample sample = iterator.next();
                if (chosen.contains(index) && bytes < room) {
                    read.put(index, sample);
                    bytes += References.sizeOf(sample.inputs());
                }
            }
        }
        return read;
    }
}
