package octet.folding;

import java.util.List;
import java.util.Optional;
import octet.graph.DataType;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Op;

/** Finds hard swishes that exporters have spelt out: the division before or after the product. */
public final class HardSwishFinder {

    private final Graph graph;

    private HardSwishFinder(Graph graph) {
        this.graph = graph;
    }

    /** All hard swishes of the graph; no two of them share an operation. */
    public static List<HardSwish> find(Graph graph) {
        var finder = new HardSwishFinder(graph);
        return graph.nodes().stream()
                .map(finder::from)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The hard swish that begins with this addition, if one does. */
    private Optional<HardSwish> from(Node add) {
        if (add.op() != Op.ADD) {
            return Optional.empty();
        }
        String x = add.inputs().get(isNumber(add, 0, 3) ? 1 : 0);
        if (!isNumber(add, 0, 3) && !isNumber(add, 1, 3)) {
            return Optional.empty();
        }
        return next(add)
                .filter(clip -> clip.op() == Op.CLIP && isNumber(clip, 1, 0) && isNumber(clip, 2, 6))
                .flatMap(clip -> next(clip)
                        .flatMap(third -> next(third)
                                .filter(fourth -> isProduct(third, clip, x) && isSixth(fourth)
                                        || isSixth(third) && isProduct(fourth, third, x))
                                .map(fourth -> new HardSwish(x, fourth.output(), List.of(add, clip, third, fourth)))));
    }

    private Optional<Node> next(Node node) {
        return graph.onlyConsumer(node.output());
    }

    private static boolean isProduct(Node node, Node factor, String x) {
        return node.op() == Op.MUL
                && node.inputs().contains(factor.output())
                && node.inputs().contains(x);
    }

    private boolean isSixth(Node node) {
        return node.op() == Op.DIV && isNumber(node, 1, 6)
                || node.op() == Op.MUL && (isNumber(node, 0, HardSwish.SLOPE) || isNumber(node, 1, HardSwish.SLOPE));
    }

    private boolean isNumber(Node node, int port, float number) {
        return port < node.inputs().size()
                && graph.constant(node.inputs().get(port))
                        .filter(constant -> constant.type() == DataType.FLOAT32)
                        .filter(constant -> constant.shape().elements() == 1)
                        .filter(constant -> Math.abs(constant.floats()[0] - number) < 1e-6)
                        .isPresent();
    }
}
