package octet.placement.nncf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import octet.graph.Op;

/**
 * The chains of operations that engines compute as one, so that no quantizer may stand inside. In words: a linear
 * operation, an arithmetic one or a normalisation, then scales, shifts and an activation function.
 */
final class FusedPatterns {

    private static final Set<Op> RELU = Set.of(Op.RELU, Op.CLIP);
    private static final Set<Op> MUL = Set.of(Op.MUL);
    private static final Set<Op> ADD = Set.of(Op.ADD, Op.SUM);
    private static final Set<Op> SCALE = Set.of(Op.MUL, Op.DIV);

    private static final Step ARITHMETIC = Step.One.of(Kinds.ARITHMETIC);
    private static final Step BATCH_NORM = Step.One.of(Set.of(Op.BATCH_NORM));
    private static final Step SQUEEZE = Step.One.of(Set.of(Op.SQUEEZE));
    private static final Step SCALE_SHIFT = new Step.ScaleShift();
    private static final Step MEAN_VARIANCE = new MeanVariance();
    private static final Step INPUT = new Step.One(Vertex::isInput, 1);

    private static final Step SWISH = Again.of(Set.of(1), List.of(Set.of(Op.SIGMOID), MUL));
    private static final Step HARD_SIGMOID_SWISH = Again.of(Set.of(1), List.of(Set.of(Op.HARD_SIGMOID), MUL));
    private static final Step HARD_SWISH = Again.of(Set.of(2), List.of(ADD, RELU, MUL, Set.of(Op.DIV)));
    private static final Step HARD_SWISH_UNDIVIDED = Again.of(Set.of(2), List.of(ADD, RELU, MUL));
    private static final Step GELU = Again.of(Set.of(3), List.of(SCALE, Set.of(Op.ERF), Kinds.SHIFT, SCALE));

    /** What may stand for an activation function inside a chain. */
    static final List<Step> ACTIVATIONS = List.of(
            Step.One.of(BackEnd.ONNX.activations()), SWISH, HARD_SIGMOID_SWISH, HARD_SWISH, HARD_SWISH_UNDIVIDED, GELU);

    /** The same at the beginning of a chain, where a hard swish takes in the operation before it. */
    private static final List<Step> FIRST_ACTIVATIONS = List.of(
            Step.One.of(BackEnd.ONNX.activations()),
            SWISH,
            HARD_SIGMOID_SWISH,
            new Step.Before(HARD_SWISH),
            new Step.Before(HARD_SWISH_UNDIVIDED),
            GELU);

    private final List<List<Step>> chains = new ArrayList<>();

    /** The chains for a graph, the longest first. */
    static List<List<Step>> of(InferenceGraph graph) {
        var patterns = new FusedPatterns();
        patterns.alone();
        patterns.behindInputs();
        patterns.behindOthers();
        patterns.behindLinear(vertex -> vertex.node != null && Kinds.isLinear(graph, vertex.node));
        patterns.chains.sort(Comparator.comparingInt(FusedPatterns::size).reversed());
        return patterns.chains;
    }

    private static int size(List<Step> chain) {
        return chain.stream().mapToInt(Step::size).sum();
    }

    private void alone() {
        add(MEAN_VARIANCE);
        add(MEAN_VARIANCE, SCALE_SHIFT);
        add(GELU);
        add(SCALE_SHIFT);
        add(shiftScale());
        add(SWISH);
        add(HARD_SIGMOID_SWISH);
        add(new Step.Before(HARD_SWISH_UNDIVIDED));
        add(new Step.Before(HARD_SWISH));
    }

    private void behindInputs() {
        add(INPUT, SCALE_SHIFT);
        add(join(List.of(INPUT), shiftScale()));
        add(INPUT, Step.One.of(Set.of(Op.ADD, Op.SUM, Op.MUL)));
    }

    private void behindOthers() {
        for (Step activation : FIRST_ACTIVATIONS) {
            add(activation, BATCH_NORM);
            add(activation, SCALE_SHIFT);
        }
        add(ARITHMETIC, BATCH_NORM);
        add(ARITHMETIC, SCALE_SHIFT);
        for (Step activation : ACTIVATIONS) {
            add(ARITHMETIC, activation);
            add(ARITHMETIC, BATCH_NORM, activation);
            add(ARITHMETIC, SCALE_SHIFT, activation);
            add(ARITHMETIC, activation, BATCH_NORM);
            add(ARITHMETIC, activation, SCALE_SHIFT);
            add(BATCH_NORM, activation);
            add(BATCH_NORM, SCALE_SHIFT, activation);
            add(SCALE_SHIFT, activation);
        }
    }

    private void behindLinear(Predicate<Vertex> isLinear) {
        Step linear = new Step.One(isLinear, 1);
        add(linear, ARITHMETIC);
        add(linear, new Step.One(vertex -> Kinds.ARITHMETIC.contains(vertex.op()), 2));
        add(linear, BATCH_NORM);
        add(linear, SCALE_SHIFT);
        add(join(List.of(linear), shiftScale()));
        for (Step activation : ACTIVATIONS) {
            add(linear, activation);
            add(linear, BATCH_NORM, activation);
            add(linear, SCALE_SHIFT, activation);
            add(linear, activation, BATCH_NORM);
            add(linear, activation, SCALE_SHIFT);
            add(linear, BATCH_NORM, SCALE_SHIFT, activation);
            add(linear, SQUEEZE, activation);
            add(linear, SQUEEZE, ARITHMETIC, activation);
            add(linear, ARITHMETIC, activation);
            add(linear, ARITHMETIC, activation, ARITHMETIC);
        }
    }

    private static List<Step> shiftScale() {
        return List.of(Step.One.of(Kinds.SHIFT), Step.One.of(SCALE));
    }

    private static List<Step> join(List<Step> first, List<Step> second) {
        List<Step> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private void add(Step... chain) {
        chains.add(List.of(chain));
    }

    private void add(List<Step> chain) {
        chains.add(chain);
    }
}
