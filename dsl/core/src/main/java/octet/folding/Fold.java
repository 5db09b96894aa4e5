package octet.folding;

import java.util.List;
import octet.graph.Node;

/**
 * A weighted operation that takes over the additions and multiplications by constants behind it.
 *
 * @param node the operation
 * @param weights its new weights, in the shape of the old
 * @param bias its new bias, one value an output channel
 * @param removed the operations that are no longer needed, in their order
 * @param output the value that the operation now produces
 */
public record Fold(Node node, float[] weights, float[] bias, List<Node> removed, String output) {

    /** Copies the list. */
    public Fold {
        removed = List.copyOf(removed);
    }
}
