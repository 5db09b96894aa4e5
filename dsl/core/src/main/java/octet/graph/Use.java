package octet.graph;

/**
 * A place where a value is read.
 *
 * @param node the name of the reading node
 * @param port the index among its inputs
 */
public record Use(String node, int port) {

    /** The reading of a value by whoever called the model: one of its outputs. */
    public static Use byCaller() {
        return new Use("", 0);
    }

    /** Whether the value is read as an output of the model. */
    public boolean isByCaller() {
        return node.isEmpty();
    }
}
