package octet.placement;

import java.util.HashSet;
import java.util.Set;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Op;

/** Finds attention in a graph: a product of two activations behind a softmax. That makes the model a transformer. */
final class Attention {

    private final Graph graph;

    Attention(Graph graph) {
        this.graph = graph;
    }

    boolean isPresent() {
        return graph.nodes().stream().anyMatch(node -> node.op() == Op.SOFTMAX && feedsProduct(node));
    }

    private boolean feedsProduct(Node softmax) {
        Set<String> seen = new HashSet<>();
        return reachesProduct(softmax.output(), seen);
    }

    private boolean reachesProduct(String value, Set<String> seen) {
        if (!seen.add(value)) {
            return false;
        }
        for (Node reader : graph.consumers(value)) {
            if (reader.op() == Op.MATMUL && reader.weight().isEmpty()) {
                return true;
            }
            if (reader.op().isMovement() && reachesProduct(reader.output(), seen)) {
                return true;
            }
        }
        return false;
    }
}
