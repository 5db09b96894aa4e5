package octet.placement.nncf;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Use;
import octet.graph.ValueInfo;
import octet.placement.OverflowFix;
import octet.placement.PlacementRequest;

/** Finds the operations whose weights keep 7 of their 8 bits, so that sums of two products fit into 16 bits. */
final class HalfRange {

    private HalfRange() {}

    /**
     * The names of the operations.
     *
     * @param quantized the names of the operations whose weights are quantized
     */
    static Set<String> find(Graph graph, InferenceGraph inference, PlacementRequest request, Set<String> quantized) {
        if (request.mode() != null) {
            return Set.of();
        }
        Integer bits = request.activations().numBits();
        boolean first = request.overflowFix() == OverflowFix.FIRST_LAYER
                || request.overflowFix() == OverflowFix.AUTO && (bits == null || bits == 8);
        Set<String> found = new HashSet<>();
        if (request.overflowFix() == OverflowFix.ENABLE) {
            for (Node node : graph.nodes()) {
                if (quantized.contains(node.name()) && inference.canOverflow(node)) {
                    found.add(node.name());
                }
            }
        } else if (first) {
            graph.inputs().forEach(input -> firstBehind(graph, input, quantized, found));
        }
        return found;
    }

    /** The first ordinary convolutions with quantized weights on all ways from the input. */
    private static void firstBehind(Graph graph, ValueInfo input, Set<String> quantized, Set<String> found) {
        Set<String> seen = new HashSet<>();
        Deque<String> values = new ArrayDeque<>(List.of(input.name()));
        while (!values.isEmpty()) {
            for (Use use : graph.uses(values.pop())) {
                if (!seen.add(use.node())) {
                    continue;
                }
                Node node = graph.node(use.node()).orElseThrow();
                if (quantized.contains(node.name()) && Kinds.isOrdinaryConvolution(node)) {
                    found.add(node.name());
                } else {
                    values.addAll(node.outputs());
                }
            }
        }
    }
}
