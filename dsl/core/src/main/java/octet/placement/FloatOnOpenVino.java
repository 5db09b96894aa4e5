package octet.placement;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import octet.graph.Constant;
import octet.graph.DataType;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Op;

/**
 * What stays float on OpenVINO though NNCF quantizes it, since int8 ruins it and gains no time: recurrent layers, and
 * arithmetic on squares. A square spans twice as many decibels as what it is made of, more than 8 bits hold, and in front of
 * a spectrum's logarithm or root the small ones matter. In Silero's detector both together bring the frames that are right
 * from .718 to .935 (float .932), at 1.35 times the speed of float and not .82; in basic-pitch the notes' F1 from .800 to
 * .936 (float .927).
 */
final class FloatOnOpenVino {

    // The runtime takes no weights that are bytes for them either: it wants constants there.
    private static final String RECURRENT = "a recurrent layer: rounding adds up in its state, and int8 is no faster";
    private static final String SQUARE = "computed from squares, which span more than 8 bits hold";

    private static final Set<Op> ARITHMETIC = Set.of(
            Op.ADD,
            Op.SUB,
            Op.MUL,
            Op.DIV,
            Op.MAX,
            Op.MIN,
            Op.MOD,
            Op.LESS,
            Op.LESS_OR_EQUAL,
            Op.GREATER,
            Op.GREATER_OR_EQUAL,
            Op.EQUAL,
            Op.NOT_EQUAL,
            Op.POW,
            Op.SQRT,
            Op.SQUARED_DIFFERENCE,
            Op.REDUCE_SUM,
            Op.REDUCE_MEAN,
            Op.REDUCE_L2,
            Op.AVERAGE_POOL,
            Op.GLOBAL_AVERAGE_POOL,
            Op.BATCH_NORM);

    private final Graph graph;
    private final IgnoredNodes ignored;
    private final Map<String, String> reasons = new LinkedHashMap<>();

    FloatOnOpenVino(Graph graph, IgnoredNodes ignored) {
        this.graph = graph;
        this.ignored = ignored;
        Set<Node> squared = squared();
        for (Node node : graph.nodes()) {
            if (node.op() == Op.LSTM || node.op() == Op.GRU) {
                reasons.put(node.name(), RECURRENT);
            } else if (squared.contains(node) && ARITHMETIC.contains(node.op())) {
                reasons.put(node.name(), SQUARE);
            }
        }
    }

    /** The squares, what is computed from them alone, and what is computed for nothing else, up to the next weights. */
    private Set<Node> squared() {
        Set<String> values = new HashSet<>();
        Set<Node> found = new LinkedHashSet<>();
        for (Node node : graph.nodes()) {
            if (isSquare(node) || isBetweenWeights(node) && isMadeOf(values, node)) {
                values.addAll(node.outputs());
                found.add(node);
            }
        }
        for (int i = graph.nodes().size() - 1; i >= 0; i--) {
            Node node = graph.nodes().get(i);
            List<Node> readers = node.outputs().stream()
                    .flatMap(value -> graph.consumers(value).stream())
                    .toList();
            boolean given = node.outputs().stream().anyMatch(graph::isOutput);
            if (isBetweenWeights(node) && !given && !readers.isEmpty() && found.containsAll(readers)) {
                found.add(node);
            }
        }
        return found;
    }

    private boolean isSquare(Node node) {
        return switch (node.op()) {
            case MUL -> node.inputs().get(0).equals(node.inputs().get(1));
            case POW ->
                graph.constant(node.inputs().get(1)).filter(this::isAboveOne).isPresent();
            case SQUARED_DIFFERENCE -> true;
            default -> false;
        };
    }

    private boolean isAboveOne(Constant exponent) {
        return exponent.type() == DataType.FLOAT32 && exponent.shape().elements() == 1 && exponent.floats()[0] > 1;
    }

    private static boolean isBetweenWeights(Node node) {
        return !node.op().isWeighted() && node.op() != Op.ATTENTION;
    }

    private boolean isMadeOf(Set<String> values, Node node) {
        List<String> computed = node.inputs().stream()
                .filter(input -> !input.isEmpty() && !graph.isConstant(input))
                .toList();
        return !computed.isEmpty() && values.containsAll(computed);
    }

    /** The same graph, in which nothing is known of the operations that stay float. */
    Graph unknown() {
        if (reasons.isEmpty()) {
            return graph;
        }
        List<Node> nodes = graph.nodes().stream()
                .map(node -> reasons.containsKey(node.name()) ? unknown(node) : node)
                .toList();
        return graph.with(nodes, graph.constants().values());
    }

    private static Node unknown(Node node) {
        return new Node(
                node.name(),
                Op.OTHER,
                node.type(),
                node.inputs(),
                node.outputs(),
                Optional.empty(),
                node.nonNegative());
    }

    /** A line for each operation, in topological order. */
    List<Decision> decisions(List<Decision> others) {
        Map<String, Decision> byNode = new LinkedHashMap<>();
        others.forEach(decision -> byNode.put(decision.node(), decision));
        reasons.forEach((name, reason) -> {
            Node node = graph.node(name).orElseThrow();
            String why = ignored.contains(node) ? "ignored by the user" : reason;
            byNode.put(name, new Decision(name, node.type(), false, why));
        });
        return graph.nodes().stream()
                .map(node -> byNode.get(node.name()))
                .filter(decision -> decision != null)
                .toList();
    }
}
