package octet.placement.nncf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Use;
import octet.placement.ActivationSpot;
import octet.placement.Decision;
import octet.placement.WeightSpot;

/** Says of each operation that could be quantized how it is, or why it stays float. */
final class Reasons {

    private final Graph graph;
    private final InferenceGraph inference;
    private final FusedBlocks blocks;
    private final Exclusions excluded;
    private final Map<String, Vertex> kept = new LinkedHashMap<>();
    private final Map<String, Set<Integer>> quantizedPorts = new LinkedHashMap<>();
    private final Map<String, WeightSpot> weights = new LinkedHashMap<>();

    Reasons(
            Graph graph,
            InferenceGraph inference,
            FusedBlocks blocks,
            Exclusions excluded,
            List<ActivationSpot> activations,
            List<WeightSpot> weights) {
        this.graph = graph;
        this.inference = inference;
        this.blocks = blocks;
        this.excluded = excluded;
        for (Vertex vertex : inference.vertices()) {
            if (vertex.node != null) {
                kept.put(vertex.node.name(), vertex);
            }
        }
        weights.forEach(spot -> this.weights.put(spot.node().name(), spot));
        Set<String> quantized = new HashSet<>();
        activations.forEach(spot -> spot.uses().forEach(use -> mark(use, quantized)));
        weights.stream()
                .filter(spot -> Kinds.isEmbedding(spot.node()))
                .forEach(spot -> quantized.addAll(spot.node().outputs()));
        for (Vertex vertex : inference.vertices()) {
            vertex.in().stream()
                    .filter(edge -> vertex.node != null && quantized.contains(edge.value()))
                    .forEach(edge -> mark(new Use(vertex.node.name(), edge.port()), quantized));
        }
    }

    /** Notes that the port reads bytes, and that what is moved only stays bytes. */
    private void mark(Use use, Set<String> quantized) {
        Vertex vertex = use.isByCaller() ? null : kept.get(use.node());
        if (vertex == null) {
            return;
        }
        quantizedPorts
                .computeIfAbsent(use.node(), name -> new LinkedHashSet<>())
                .add(use.port());
        Trait trait = excluded.contains(vertex) ? Trait.FLOAT : inference.trait(vertex.node);
        if (trait == Trait.AGNOSTIC || trait == Trait.CONCAT) {
            quantized.addAll(vertex.node.outputs());
        }
    }

    List<Decision> decisions() {
        List<Decision> decisions = new ArrayList<>();
        for (Node node : graph.nodes()) {
            Trait trait = inference.trait(node);
            if (trait == Trait.INPUTS_QUANTIZABLE || !node.constants().isEmpty()) {
                decisions.add(decision(node));
            }
        }
        return decisions;
    }

    private Decision decision(Node node) {
        Vertex vertex = kept.get(node.name());
        if (vertex == null) {
            return stays(node, "computes on shapes or constants, not on the data");
        }
        Vertex head = blocks.head(vertex);
        if (head != vertex) {
            return stays(node, "computed with '" + head + "' in one step, without rounding in between");
        }
        String reason = excluded.reason(vertex, head);
        if (reason != null) {
            return stays(node, reason);
        }
        boolean inputs = quantizedPorts.containsKey(node.name());
        WeightSpot weight = weights.get(node.name());
        if (weight != null) {
            String bits = weight.halfRange() ? ", 7 of 8 bits against overflow" : "";
            return new Decision(
                    node.name(),
                    node.type(),
                    true,
                    (inputs ? "inputs and weights, " : "weights, ") + weight.config() + bits);
        }
        if (inputs) {
            return new Decision(node.name(), node.type(), true, "inputs in int8");
        }
        return stays(
                node,
                vertex.in().stream().allMatch(Vertex.Edge::integer)
                        ? "its inputs are integers"
                        : "one quantized input alone gains nothing");
    }

    private static Decision stays(Node node, String reason) {
        return new Decision(node.name(), node.type(), false, reason);
    }
}
