package octet.placement;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Op;

/**
 * Finds attention in a graph: a product of two activations behind a softmax, or one operator for all of it. That makes the
 * model a transformer.
 */
final class Attention {

    private final Graph graph;

    Attention(Graph graph) {
        this.graph = graph;
    }

    /** Whether the model is to be taken for a transformer. */
    boolean isTransformer(ModelType type) {
        return type == ModelType.TRANSFORMER || type == ModelType.AUTO && isPresent();
    }

    boolean isPresent() {
        return graph.nodes().stream()
                .anyMatch(node -> node.op() == Op.ATTENTION || node.op() == Op.SOFTMAX && feedsProduct(node));
    }

    private boolean feedsProduct(Node softmax) {
        Set<String> seen = new HashSet<>(Set.of(softmax.output()));
        Deque<String> values = new ArrayDeque<>(seen);
        while (!values.isEmpty()) {
            for (Node reader : graph.consumers(values.pop())) {
                if (reader.op() == Op.MATMUL && reader.weight().isEmpty()) {
                    return true;
                }
                if (reader.op().isMovement() && seen.add(reader.output())) {
                    values.push(reader.output());
                }
            }
        }
        return false;
    }
}
