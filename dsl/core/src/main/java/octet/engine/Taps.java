package octet.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import octet.calibration.Tap;
import octet.calibration.Tap.Channels;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Op;
import octet.graph.Shape;
import octet.graph.Weight;
import octet.placement.ActivationSpot;
import octet.placement.Placement;
import octet.placement.WeightSpot;

/** Chooses what a calibration must observe so that any plan on a subset of the placement can be made from it. */
final class Taps {

    private final Graph graph;
    private final Map<String, Tap> taps = new LinkedHashMap<>();

    private Taps(Graph graph) {
        this.graph = graph;
    }

    static List<Tap> of(Graph graph, Placement placement) {
        var chosen = new Taps(graph);
        for (ActivationSpot spot : placement.activations()) {
            chosen.taps.computeIfAbsent(spot.rangeOf(), chosen::boundsOf);
        }
        for (WeightSpot spot : placement.weights()) {
            if (spot.bias().isPresent()) {
                chosen.meansFor(spot);
            }
        }
        return List.copyOf(chosen.taps.values());
    }

    /** A tap that sees the bounds; of a convolution's result its channels as well, as that is cheaper. */
    private Tap boundsOf(String value) {
        Optional<Node> convolution = convolutionBefore(value);
        if (convolution.isEmpty()) {
            return new Tap(value, isNonNegative(value), 0, Channels.UNKNOWN, 0, false);
        }
        Shape weights = shape(convolution.get().weight().orElseThrow());
        int axis = convolution.get().weight().orElseThrow().outputAxis();
        return new Tap(
                value, isNonNegative(value), weights.rank() - 2, Channels.SECOND, (int) weights.dim(axis), false);
    }

    private void meansFor(WeightSpot spot) {
        String value = spot.node().inputs().get(0);
        Weight weight = spot.weight();
        Shape weights = shape(weight);
        int channels = (int) weights.dim(weight.inputAxis()) * weight.groups();
        boolean spatial = spot.node().op() == Op.CONV;
        taps.put(
                value,
                new Tap(
                        value,
                        isNonNegative(value),
                        spatial ? weights.rank() - 2 : 0,
                        spatial ? Channels.SECOND : Channels.LAST,
                        channels,
                        true));
    }

    private Shape shape(Weight weight) {
        return graph.constant(weight.constant()).orElseThrow().shape();
    }

    /** The convolution that the value comes from, with nothing but activation functions in between. */
    private Optional<Node> convolutionBefore(String value) {
        Optional<Node> node = graph.producer(value);
        while (node.isPresent() && node.get().op().isActivation()) {
            node = graph.producer(node.get().inputs().get(0));
        }
        return node.filter(n -> n.op() == Op.CONV && n.weight().isPresent());
    }

    private boolean isNonNegative(String value) {
        return graph.producer(value)
                .map(node -> node.nonNegative()
                        || keepsSign(node) && isNonNegative(node.inputs().get(0)))
                .orElse(false);
    }

    private static boolean keepsSign(Node node) {
        return node.op().isMovement() || node.op() == Op.GLOBAL_AVERAGE_POOL || node.op() == Op.AVERAGE_POOL;
    }
}
