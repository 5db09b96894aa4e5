package octet.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * A constant that holds a number which is NaN or infinite where an operation multiplies by it or adds it: a fault of the
 * model, not of the data. Masks hold infinity too, but nothing multiplies by them.
 *
 * @param node the operation that reads it
 * @param constant its name
 * @param value the first such number
 * @param element its place, row-major
 */
public record NotFinite(String node, String constant, float value, int element) {

    /** Those of convolutions, products and recurrent layers: every number must be finite. Reads all their weights. */
    public static List<NotFinite> weights(Graph graph) {
        List<NotFinite> found = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (node.op().isWeighted() && node.op() != Op.EMBEDDING) {
                collect(graph, node, false, found);
            }
        }
        return found;
    }

    /** Those of {@link #weights}, and NaN in any other constant. Reads all constants. */
    public static List<NotFinite> constants(Graph graph) {
        List<NotFinite> found = new ArrayList<>();
        for (Node node : graph.nodes()) {
            collect(graph, node, !node.op().isWeighted() || node.op() == Op.EMBEDDING, found);
        }
        return found;
    }

    private static void collect(Graph graph, Node node, boolean mayBeInfinite, List<NotFinite> found) {
        for (String input : node.inputs()) {
            Constant constant = graph.constant(input).orElse(null);
            int element = constant == null ? -1 : first(constant, mayBeInfinite);
            if (element >= 0) {
                found.add(new NotFinite(node.name(), input, constant.floats()[element], element));
            }
        }
    }

    private static int first(Constant constant, boolean mayBeInfinite) {
        switch (constant.type()) {
            case FLOAT32, FLOAT16, BFLOAT16 -> {}
            default -> {
                return -1;
            }
        }
        float[] values = constant.floats();
        for (int i = 0; i < values.length; i++) {
            if (mayBeInfinite ? Float.isNaN(values[i]) : !Float.isFinite(values[i])) {
                return i;
            }
        }
        return -1;
    }

    /** As a clause: {@code the constant 'w' of 'conv1' holds NaN at element 5}. */
    @Override
    public String toString() {
        return "the constant '" + constant + "' of '" + node + "' holds " + value + " at element " + element;
    }
}
