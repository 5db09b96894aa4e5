package octet.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import octet.calibration.Tap;
import octet.calibration.Tap.Channels;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Op;
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
            chosen.tap(spot.rangeOf(), Channels.NONE, 0);
        }
        for (WeightSpot spot : placement.weights()) {
            if (spot.bias().isPresent()) {
                chosen.tapInput(spot.node(), spot.weight());
            }
        }
        return List.copyOf(chosen.taps.values());
    }

    private void tapInput(Node node, Weight weight) {
        long channels =
                graph.constant(weight.constant()).orElseThrow().shape().dim(weight.inputAxis()) * weight.groups();
        Channels axis = node.op() == Op.CONV ? Channels.SECOND : Channels.LAST;
        tap(node.inputs().get(0), axis, channels);
    }

    private void tap(String value, Channels channels, long count) {
        Tap known = taps.get(value);
        if (known == null || known.channels() == Channels.NONE) {
            taps.put(value, new Tap(value, isNonNegative(value), isSpatial(value), channels, count));
        }
    }

    private boolean isNonNegative(String value) {
        return graph.producer(value)
                .map(node -> node.nonNegative()
                        || isShapePreserving(node)
                                && isNonNegative(node.inputs().get(0)))
                .orElse(false);
    }

    private static boolean isShapePreserving(Node node) {
        return node.op().isMovement() || node.op() == Op.GLOBAL_AVERAGE_POOL || node.op() == Op.AVERAGE_POOL;
    }

    /** Convolutions and what follows them element by element have spatial axes; anything else may not. */
    private boolean isSpatial(String value) {
        if (graph.consumers(value).stream().anyMatch(Taps::isSpatial)) {
            return true;
        }
        String at = value;
        for (var node = graph.producer(at); node.isPresent(); node = graph.producer(at)) {
            if (isSpatial(node.get())) {
                return true;
            }
            if (!node.get().op().isActivation()) {
                return false;
            }
            at = node.get().inputs().get(0);
        }
        return false;
    }

    private static boolean isSpatial(Node node) {
        return node.op() == Op.CONV
                || node.op() == Op.GLOBAL_AVERAGE_POOL
                || node.op() == Op.AVERAGE_POOL
                || node.op() == Op.MAX_POOL;
    }
}
