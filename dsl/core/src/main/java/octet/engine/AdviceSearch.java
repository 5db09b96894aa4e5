package octet.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import octet.graph.Graph;
import octet.graph.Node;
import octet.placement.Decision;
import octet.placement.IgnoredNodes;
import octet.placement.IgnoredScope;
import octet.plan.Plan;
import octet.progress.Progress;

/**
 * Looks for the fewest operations whose being float brings a model back. Candidates are the first so many of a ranking by
 * {@link Sensitivity}; how many is found by trying: first those that most of the noise comes from, more until the result
 * is good, then fewer by bisection. A short line may take some of their neighbours along. Deterministic.
 */
final class AdviceSearch {

    /** Above this, in dB, a model is taken for saved. */
    static final double GOOD_SQNR = 20;

    /** What brings less, in dB, is no advice. */
    static final double LEAST_GAIN = 6;

    private static final int MOST_TRIALS = 12;
    private static final double[] COVERAGES = {0.9, 0.99, 1};
    /** For each operation that is to be ignored, so many others may be where that makes the line shorter. */
    private static final double SPARE = 1;

    private static final int SHORT = 4;

    /** A model that was made to look at it. */
    private record Tried(IgnoredScope scope, double sqnr, double speedup) {}

    private final Graph graph;
    private final List<Node> quantized = new ArrayList<>();
    private final List<Node> ranking;
    private final List<Double> shares;
    private final double before;
    private final Function<IgnoredScope, SelfCheck> ignoring;
    private final Map<Set<Node>, Tried> tried = new LinkedHashMap<>();
    private Progress progress;

    /**
     * @param before the SQNR of the worst output as it is, in dB
     * @param ignoring makes the model that ignores something more, and looks at it
     */
    AdviceSearch(
            Graph graph,
            Plan plan,
            Sensitivity sensitivity,
            double before,
            Function<IgnoredScope, SelfCheck> ignoring) {
        this.graph = graph;
        for (Decision decision : plan.decisions()) {
            if (decision.quantized()) {
                graph.node(decision.node()).ifPresent(quantized::add);
            }
        }
        List<String> names = sensitivity.ranking();
        this.ranking =
                names.stream().map(name -> graph.node(name).orElseThrow()).toList();
        this.shares =
                names.stream().map(name -> sensitivity.of(name).noiseShare()).toList();
        this.before = before;
        this.ignoring = ignoring;
    }

    /** The advice, if anything short of all operations helps much. */
    Optional<Advice> search() {
        try (var trials = Progress.of("Looking for what hurts", "models tried", MOST_TRIALS)) {
            progress = trials;
            int enough = enough();
            return enough == 0 ? best() : Optional.of(advice(pruned(exactIfShort(fewest(enough)))));
        }
    }

    /** How many of the ranking are good enough, taken generously; 0 when none are. */
    private int enough() {
        for (double coverage : COVERAGES) {
            int count = covering(coverage);
            if (count > 0 && tryFirst(count).sqnr >= GOOD_SQNR) {
                return count;
            }
        }
        return 0;
    }

    private int covering(double coverage) {
        double covered = 0;
        int count = 0;
        while (count < shares.size() && covered < coverage - 1e-9) {
            covered += shares.get(count++);
        }
        return Math.min(count, quantized.size() - 1);
    }

    private int fewest(int enough) {
        int tooFew = 0;
        int fewest = enough;
        while (fewest - tooFew > 1 && tried.size() < MOST_TRIALS - 1) {
            int middle = (tooFew + fewest) / 2;
            if (tryFirst(middle).sqnr >= GOOD_SQNR) {
                fewest = middle;
            } else {
                tooFew = middle;
            }
        }
        return fewest;
    }

    /** Tries the first so many, in as short a line as some of their neighbours allow. */
    private Tried tryFirst(int count) {
        return attempt(IgnoredScope.covering(ranking.subList(0, count), quantized, SPARE));
    }

    /** Without the neighbours where the line stays short and the result good. */
    private Tried exactIfShort(int count) {
        Tried rounded = tryFirst(count);
        IgnoredScope exact = IgnoredScope.covering(ranking.subList(0, count), quantized, 0);
        if (exact.rules().size() > SHORT || tried.size() >= MOST_TRIALS) {
            return rounded;
        }
        Tried result = attempt(exact);
        return result.sqnr >= GOOD_SQNR ? result : rounded;
    }

    /** Without the rules that can be left out, those tried first that match least of the noise. */
    private Tried pruned(Tried result) {
        Tried pruned = result;
        List<IgnoredScope.Rule> rules = new ArrayList<>(result.scope.rules());
        rules.sort(Comparator.comparingDouble(this::share));
        for (IgnoredScope.Rule rule : rules) {
            List<IgnoredScope.Rule> others = new ArrayList<>(pruned.scope.rules());
            others.remove(rule);
            if (!others.isEmpty() && tried.size() < MOST_TRIALS) {
                Tried without = attempt(new IgnoredScope(others));
                pruned = without.sqnr >= GOOD_SQNR ? without : pruned;
            }
        }
        return pruned;
    }

    private double share(IgnoredScope.Rule rule) {
        IgnoredNodes ignored = new IgnoredScope(List.of(rule)).in(graph);
        double share = 0;
        for (int i = 0; i < ranking.size(); i++) {
            share += ignored.contains(ranking.get(i)) ? shares.get(i) : 0;
        }
        return share;
    }

    private Tried attempt(IgnoredScope scope) {
        Set<Node> nodes = Set.copyOf(matched(scope));
        Tried result = tried.get(nodes);
        if (result == null) {
            SelfCheck check = ignoring.apply(scope);
            result = new Tried(scope, check.worstSqnr(), check.latency().speedup());
            tried.put(nodes, result);
            progress.step();
        }
        return result;
    }

    private List<Node> matched(IgnoredScope scope) {
        IgnoredNodes ignored = scope.in(graph);
        return quantized.stream().filter(ignored::contains).toList();
    }

    /** The best of what was tried, where it helps though it does not make the model good. */
    private Optional<Advice> best() {
        return tried.values().stream()
                .filter(result -> result.sqnr >= before + LEAST_GAIN)
                .max(Comparator.comparingDouble(Tried::sqnr))
                .map(this::advice);
    }

    private Advice advice(Tried result) {
        return new Advice(
                result.scope,
                before,
                result.sqnr,
                matched(result.scope).size(),
                quantized.size(),
                result.speedup,
                tried.size());
    }
}
