package octet.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import octet.calibration.Tap;
import octet.correction.BiasShift;
import octet.correction.SignificantShift;
import octet.engine.BiasTrials.Look;
import octet.engine.Calibrator.Example;
import octet.format.FormatModel;
import octet.graph.Use;
import octet.plan.Bias;
import octet.plan.Plan;
import octet.plan.QuantizedWeight;
import octet.problem.CancelledException;

/** Looks for better biases by running the quantized model on the kept samples, front to back, keeping what helps. */
final class BiasSearch {

    /** So many parts of a model are tried one by one. */
    private static final int PARTS = 6;

    private final FormatModel model;
    private final List<Example> examples;
    private final double threshold;

    BiasSearch(FormatModel model, List<Example> examples, double threshold) {
        this.model = model;
        this.examples = examples;
        this.threshold = threshold;
    }

    /**
     * The biases that were corrected from the calibration alone, in those parts of the model in which they bring the
     * outputs closer to float, and the biases as they were in the others.
     */
    Plan partly(Plan rounded, Plan corrected) {
        List<List<Integer>> levels = BiasLevels.of(model.graph(), rounded);
        Map<Use, float[]> better = BiasTrials.biases(corrected);
        Map<Use, float[]> kept = BiasTrials.biases(rounded);
        try (var trials = new BiasTrials(model, rounded, List.of(), examples)) {
            double best = trials.look(kept).sqnr();
            for (int part = 0; part < PARTS; part++) {
                CancelledException.throwIfInterrupted("Correcting biases", part, PARTS);
                Map<Use, float[]> tried = new HashMap<>(kept);
                for (List<Integer> level :
                        levels.subList(levels.size() * part / PARTS, levels.size() * (part + 1) / PARTS)) {
                    level.forEach(index -> {
                        Use use = rounded.weights()
                                .get(index)
                                .bias()
                                .orElseThrow()
                                .use();
                        tried.put(use, better.get(use));
                    });
                }
                double sqnr = trials.look(tried).sqnr();
                if (sqnr > best) {
                    best = sqnr;
                    kept = tried;
                }
            }
        }
        return with(rounded, kept);
    }

    /**
     * Bias correction by running the model (Nagel et al., <i>Data-Free Quantization Through Weight Equalization and Bias
     * Correction</i>, 2019): level by level the mean of every channel behind a biased operation is brought back to that
     * of the float model, with all levels before corrected already. So what activations lose and what non-linear
     * operations make of it is made up for as well, depthwise convolutions and channels without a bias included.
     *
     * <p>NNCF does the same operation by operation on cut-out parts of the model. Here the whole model runs for each
     * level, so that its outputs tell whether to keep the correction; and only what the samples agree on is corrected.
     */
    Plan sequentially(Plan start) {
        Map<Use, Integer> tapOf = new HashMap<>();
        List<Tap> taps = taps(start, tapOf);
        List<double[][]> wanted;
        try (var floats = BiasTrials.ofFloat(model, start, taps, examples)) {
            wanted = floats.look(Map.of()).means();
        }
        Plan best = start;
        List<List<Integer>> levels = BiasLevels.of(model.graph(), start);
        try (var trials = new BiasTrials(model, start, taps, examples)) {
            Look look = trials.look(BiasTrials.biases(start));
            for (List<Integer> level : levels) {
                CancelledException.throwIfInterrupted("Correcting biases", trials.runs(), levels.size());
                Plan tried = best;
                for (int index : level) {
                    QuantizedWeight weight = tried.weights().get(index);
                    Bias bias = weight.bias().orElseThrow();
                    int tap = tapOf.get(bias.use());
                    double[] shift = SignificantShift.of(look.means().get(tap), wanted.get(tap));
                    tried = with(tried, index, BiasShift.off(bias, shift, threshold));
                }
                Look after = trials.look(BiasTrials.biases(tried));
                if (after.sqnr() > look.sqnr()) {
                    best = tried;
                    look = after;
                }
            }
        }
        return best;
    }

    private List<Tap> taps(Plan plan, Map<Use, Integer> tapOf) {
        List<Tap> taps = new ArrayList<>();
        Set<String> tapped = new HashSet<>();
        for (QuantizedWeight weight : plan.weights()) {
            weight.bias().ifPresent(bias -> {
                Tap tap = BiasTrials.behind(model, weight, bias);
                if (tapped.add(tap.value())) {
                    tapOf.put(bias.use(), taps.size());
                    taps.add(tap);
                }
            });
        }
        return taps;
    }

    private static Plan with(Plan plan, int index, Bias bias) {
        List<QuantizedWeight> weights = new ArrayList<>(plan.weights());
        weights.set(index, weights.get(index).withBias(bias));
        return plan.corrected(weights);
    }

    private static Plan with(Plan plan, Map<Use, float[]> biases) {
        List<QuantizedWeight> weights = new ArrayList<>();
        for (QuantizedWeight weight : plan.weights()) {
            weights.add(weight.bias()
                    .map(bias -> weight.withBias(bias.withValues(biases.get(bias.use()))))
                    .orElse(weight));
        }
        return plan.corrected(weights);
    }
}
