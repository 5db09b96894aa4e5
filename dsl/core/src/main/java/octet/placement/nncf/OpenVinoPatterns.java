package octet.placement.nncf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import octet.graph.Node;
import octet.graph.Op;

/**
 * The chains of operations that OpenVINO computes as one, so that no quantizer may stand inside. There the bias of a
 * convolution is an addition behind it; a convolution that has its bias with it counts as both.
 */
final class OpenVinoPatterns {

    private static final Set<Op> CONVOLUTION = Set.of(Op.CONV, Op.CONV_TRANSPOSE, Op.DEFORM_CONV);

    private static final Step ADD = one(Op.ADD);
    private static final Step MUL = one(Op.MUL);
    private static final Step SQUEEZE = one(Op.SQUEEZE);
    private static final Step UNSQUEEZE = one(Op.UNSQUEEZE);
    private static final Step BATCH_NORM = one(Op.BATCH_NORM);
    private static final Step BATCH_TO_SPACE = one(Op.BATCH_TO_SPACE);
    private static final Step ACTIVATION = Step.One.of(BackEnd.OPENVINO.activations());
    private static final Step ARITHMETIC = one(Op.ADD, Op.SUB, Op.MUL, Op.DIV);
    private static final Step SHIFT = one(Op.ADD, Op.SUB);
    private static final Step SCALE = one(Op.MUL, Op.DIV);
    private static final Step PROCESSING = one(Op.ADD, Op.MUL, Op.SUB);
    private static final Step INPUT = new Step.One(Vertex::isInput, 1);
    private static final Step OUTPUT = new Step.One(Vertex::isOutput, 1);

    private static final Step ELEMENTWISE = one(
            Op.ADD,
            Op.MUL,
            Op.SUB,
            Op.DIV,
            Op.LESS,
            Op.LESS_OR_EQUAL,
            Op.GREATER,
            Op.GREATER_OR_EQUAL,
            Op.EQUAL,
            Op.NOT_EQUAL,
            Op.MOD,
            Op.OR,
            Op.XOR,
            Op.AND,
            Op.MAX,
            Op.MIN);

    private final List<List<Step>> chains = new ArrayList<>();

    private OpenVinoPatterns() {}

    /** The chains, the longest first. */
    static List<List<Step>> of() {
        var patterns = new OpenVinoPatterns();
        patterns.alone();
        patterns.behindInputs();
        patterns.behindLinear();
        patterns.behindBias(List.of(new Step.One(vertex -> isLinear(vertex) && !hasBias(vertex), 1), ADD));
        patterns.withBias();
        patterns.chains.sort(Comparator.comparingInt(OpenVinoPatterns::size).reversed());
        return patterns.chains;
    }

    private static int size(List<Step> chain) {
        return chain.stream().mapToInt(Step::size).sum();
    }

    private static Step one(Op... ops) {
        return Step.One.of(Set.of(ops));
    }

    private static boolean isLinear(Vertex vertex) {
        return CONVOLUTION.contains(vertex.op()) || vertex.op() == Op.MATMUL;
    }

    /** Whether the operation adds a bias itself. */
    static boolean hasBias(Vertex vertex) {
        Node node = vertex.node;
        return node != null
                && node.weight()
                        .filter(weight -> weight.biasPort() >= 0
                                && weight.biasPort() < node.inputs().size())
                        .isPresent();
    }

    private void alone() {
        Step meanVariance = one(Op.MEAN_VARIANCE_NORM);
        add(ADD, MUL, ADD, OUTPUT);
        add(MUL, ADD);
        add(SHIFT, SCALE);
        add(MUL, ADD, ACTIVATION);
        add(meanVariance, MUL, ADD);
        add(meanVariance, MUL, ADD, ACTIVATION);
        add(one(Op.L2_NORM), MUL);
        add(one(Op.CLIP), MUL);
        add(one(Op.EXP), Again.of(Set.of(1), List.of(Set.of(Op.REDUCE_SUM), Set.of(Op.DIV))));
        add(one(Op.EXP), Again.of(Set.of(2), List.of(Set.of(Op.REDUCE_SUM), Set.of(Op.POW), Set.of(Op.MUL))));
        add(
                one(Op.ADD, Op.MUL, Op.REDUCE_MEAN, Op.SQUEEZE),
                Again.of(Set.of(3), List.of(Set.of(Op.ADD), Set.of(Op.CLIP), Set.of(Op.MUL), Set.of(Op.MUL))));
        add(ACTIVATION, BATCH_NORM);
        add(ARITHMETIC, ACTIVATION);
        add(ARITHMETIC, ACTIVATION, ARITHMETIC);
        add(BATCH_NORM, ACTIVATION);
    }

    private void behindInputs() {
        for (List<Step> between :
                List.of(List.<Step>of(), List.of(one(Op.TRANSPOSE)), List.of(one(Op.CAST), one(Op.TRANSPOSE)))) {
            List<Step> input = join(List.of(INPUT), between);
            chains.add(join(input, List.of(PROCESSING)));
            chains.add(join(input, List.of(MUL, ADD)));
        }
        add(INPUT, SHIFT, SCALE);
    }

    /** What stands behind an operation without a bias. */
    private void behindLinear() {
        Predicate<Vertex> unbiased = vertex -> isLinear(vertex) && !hasBias(vertex);
        Step linear = new Step.One(unbiased, 1);
        add(linear, ACTIVATION);
        add(linear, ARITHMETIC);
        add(linear, new Step.One(vertex -> Kinds.ARITHMETIC.contains(vertex.op()), 2));
        add(linear, ARITHMETIC, ACTIVATION);
        add(linear, ARITHMETIC, ACTIVATION, ARITHMETIC);
        add(linear, SHIFT, SCALE);
        add(linear, SQUEEZE, ACTIVATION);
        add(linear, SQUEEZE, ARITHMETIC, ACTIVATION);
        add(linear, MUL, ADD);
        add(linear, ACTIVATION, MUL, ADD);
        add(linear, BATCH_TO_SPACE, MUL, ADD, ACTIVATION);
        add(linear, BATCH_TO_SPACE, ARITHMETIC, ACTIVATION);
        add(linear, ELEMENTWISE);
        add(linear, ACTIVATION, ELEMENTWISE);
    }

    /** What stands behind a bias. */
    private void behindBias(List<Step> biased) {
        chains.add(join(biased, List.of(MUL, ADD)));
        chains.add(join(biased, List.of(ACTIVATION, MUL, ADD)));
        chains.add(join(biased, List.of(ELEMENTWISE)));
        chains.add(join(biased, List.of(ACTIVATION, ELEMENTWISE)));
        chains.add(join(biased, List.of(ACTIVATION, UNSQUEEZE, MUL, ADD, SQUEEZE)));
        List<Set<Op>> hardSwish = List.of(Set.of(Op.ADD), Set.of(Op.CLIP), Set.of(Op.MUL));
        chains.add(join(biased, List.of(Again.of(Set.of(2), hardSwish), MUL)));
        chains.add(join(biased, List.of(Again.of(Set.of(2), hardSwish))));
        chains.add(join(biased, List.of(Again.of(Set.of(1), List.of(Set.of(Op.HARD_SIGMOID), Set.of(Op.MUL))))));
    }

    /** The same, and what may stand behind an addition, for operations that have their bias with them. */
    private void withBias() {
        Step biased = new Step.Biased(vertex -> isLinear(vertex) && hasBias(vertex));
        behindBias(List.of(biased));
        add(biased, ACTIVATION);
        add(biased, ACTIVATION, ARITHMETIC);
        add(biased, SCALE);
    }

    private static List<Step> join(List<Step> first, List<Step> second) {
        List<Step> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private void add(Step... chain) {
        chains.add(List.of(chain));
    }
}
