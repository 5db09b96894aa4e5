package octet.placement;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import octet.graph.Graph;
import octet.graph.Node;

/**
 * What is neither float nor plain int8: operations that compute in float from weights stored as bytes, and operations
 * whose activations have 16 bits. It works on what any placer placed.
 *
 * @param floatActivations operations whose weights alone are quantized (NNCF's restore mode {@code ONLY_ACTIVATIONS})
 * @param sixteenBits operations whose inputs and results have 16 bits
 */
public record MixedPrecision(IgnoredScope floatActivations, IgnoredScope sixteenBits) {

    /** Everything as the placer has it. */
    public static final MixedPrecision NONE = new MixedPrecision(IgnoredScope.NONE, IgnoredScope.NONE);

    /** With these operations besides, computed in float from weights as bytes. */
    public MixedPrecision floatActivations(IgnoredScope more) {
        return new MixedPrecision(floatActivations.and(more), sixteenBits);
    }

    /** With these operations besides, on activations of 16 bits. */
    public MixedPrecision sixteenBits(IgnoredScope more) {
        return new MixedPrecision(floatActivations, sixteenBits.and(more));
    }

    /**
     * Places quantizers, then changes what the scopes name.
     *
     * @throws octet.problem.BadSettingsException when something named is not there
     */
    public Placement place(Placer placer, Graph graph, PlacementRequest request) {
        Placement placement = placer.place(graph, request);
        if (!floatActivations.rules().isEmpty()) {
            IgnoredScope ignored = request.ignored().and(floatActivations);
            placement = withWeights(placement, placer.place(graph, request.ignored(ignored)), graph);
        }
        return sixteenBits.rules().isEmpty() ? placement : widened(placement, graph);
    }

    /** The placement without the operations, and their weights as the placement with them has them. */
    private Placement withWeights(Placement with, Placement without, Graph graph) {
        IgnoredNodes nodes = floatActivations.in(graph);
        Map<String, WeightSpot> spots =
                without.weights().stream().collect(Collectors.toMap(MixedPrecision::key, Function.identity()));
        Set<String> stored = new HashSet<>();
        List<WeightSpot> weights = new ArrayList<>();
        for (WeightSpot spot : with.weights()) {
            WeightSpot other = spots.get(key(spot));
            if (other == null && nodes.contains(spot.node())) {
                weights.add(new WeightSpot(
                        spot.node(), spot.weight(), spot.config(), false, Optional.empty(), false, spot.rangesOf()));
                stored.add(spot.node().name());
            } else if (other != null) {
                weights.add(other);
            }
        }
        List<Decision> decisions = without.decisions().stream()
                .map(decision -> stored.contains(decision.node())
                        ? new Decision(
                                decision.node(), decision.type(), true, "weights stored as int8; computed in float")
                        : decision)
                .toList();
        return new Placement(
                without.target(), without.activations(), weights, decisions, without.transformer(), without.remarks());
    }

    private static String key(WeightSpot spot) {
        return spot.node().name() + "/" + spot.weight().port();
    }

    private Placement widened(Placement placement, Graph graph) {
        IgnoredNodes nodes = sixteenBits.in(graph);
        List<ActivationSpot> activations = placement.activations().stream()
                .map(spot -> touches(spot, nodes, graph) ? widened(spot) : spot)
                .toList();
        return new Placement(
                placement.target(),
                activations,
                placement.weights(),
                placement.decisions(),
                placement.transformer(),
                placement.remarks());
    }

    private static boolean touches(ActivationSpot spot, IgnoredNodes nodes, Graph graph) {
        Optional<Node> producer = graph.producer(spot.value());
        while (producer.isPresent() && producer.get().op().isActivation()) {
            producer = graph.producer(producer.get().inputs().get(0));
        }
        return producer.filter(nodes::contains).isPresent()
                || spot.uses().stream().anyMatch(use -> nodes.names().contains(use.node()));
    }

    private static ActivationSpot widened(ActivationSpot spot) {
        var sixteen = spot.config().with(QuantizationParameters.NONE.numBits(16));
        return new ActivationSpot(spot.value(), spot.uses(), spot.rangesOf(), sixteen, spot.channelAxis());
    }
}
