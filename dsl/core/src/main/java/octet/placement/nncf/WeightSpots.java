package octet.placement.nncf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import octet.graph.Graph;
import octet.graph.Use;
import octet.graph.Weight;
import octet.placement.ActivationSpot;
import octet.placement.Biases;
import octet.placement.PlacementRequest;
import octet.placement.QuantizerConfig;
import octet.placement.Scheme;
import octet.placement.WeightSpot;

/** Quantizes the constants of the first operation of each block. */
final class WeightSpots {

    private final Graph graph;
    private final InferenceGraph inference;
    private final FusedBlocks blocks;
    private final Exclusions excluded;

    WeightSpots(Graph graph, InferenceGraph inference, FusedBlocks blocks, Exclusions excluded) {
        this.graph = graph;
        this.inference = inference;
        this.blocks = blocks;
        this.excluded = excluded;
    }

    /** What may become of the constants, by operation in topological order. */
    Map<Vertex, List<QuantizerConfig>> configs(QuantizerConfigs configs) {
        Map<Vertex, List<QuantizerConfig>> found = new LinkedHashMap<>();
        for (Vertex vertex : inference.vertices()) {
            if (vertex.node != null
                    && !vertex.node.constants().isEmpty()
                    && blocks.head(vertex) == vertex
                    && !excluded.contains(vertex)) {
                found.put(vertex, configs.weights(vertex.node));
            }
        }
        return found;
    }

    /** The spots; one constant is quantized in one way for all its readers, that of the first. */
    List<WeightSpot> spots(
            Map<Vertex, List<QuantizerConfig>> configs,
            PlacementRequest request,
            Spots spots,
            List<ActivationSpot> activations) {
        Set<String> names = new java.util.HashSet<>();
        configs.keySet().forEach(vertex -> names.add(vertex.node.name()));
        Set<String> half = HalfRange.find(graph, inference, request, names);
        var biases = new Biases(graph);
        Map<String, WeightSpot> firsts = new HashMap<>();
        List<WeightSpot> found = new ArrayList<>();
        configs.forEach((vertex, choice) -> {
            for (Weight weight : vertex.node.constants()) {
                boolean multiplied = graph.isConstant(weight.constant())
                        && vertex.node
                                .weight()
                                .filter(own -> own.port() == weight.port())
                                .isPresent();
                Optional<Use> bias = multiplied ? biases.of(vertex.node, weight) : Optional.empty();
                var spot = new WeightSpot(
                        vertex.node,
                        weight,
                        choice.get(0),
                        half.contains(vertex.node.name()) && choice.get(0).scheme() == Scheme.SYMMETRIC,
                        bias,
                        false,
                        spots.rangesOfTable(vertex, activations));
                found.add(as(firsts.computeIfAbsent(weight.constant(), c -> spot), spot));
            }
        });
        return found;
    }

    private static WeightSpot as(WeightSpot first, WeightSpot spot) {
        Weight weight = spot.weight();
        return new WeightSpot(
                spot.node(),
                new Weight(
                        weight.constant(),
                        weight.port(),
                        first.weight().outputAxis(),
                        weight.inputAxis(),
                        weight.groups(),
                        weight.biasPort(),
                        weight.padded()),
                first.config(),
                first.halfRange(),
                spot.bias(),
                false,
                first.rangesOf());
    }
}
