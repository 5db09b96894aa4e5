package octet.engine;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import octet.calibration.Statistic;
import octet.calibration.Tap;
import octet.calibration.Tap.Channels;
import octet.correction.ChannelAxis;
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

    private static final Set<Statistic> BOUNDS = Set.of(Statistic.BOUNDS);

    private final Graph graph;
    private final Map<String, Tap> taps = new LinkedHashMap<>();
    private final Set<String> withoutMeans = new HashSet<>();

    private Taps(Graph graph) {
        this.graph = graph;
    }

    /**
     * @param needs what is wanted of every value that a quantizer's range is taken of
     * @param channels the values of which the bounds of the channels are wanted as well
     */
    static List<Tap> of(Graph graph, Placement placement, Set<Statistic> needs, Map<String, ChannelAxis> channels) {
        var chosen = new Taps(graph);
        for (ActivationSpot spot : placement.activations()) {
            for (String value : spot.rangesOf()) {
                chosen.taps.put(
                        value,
                        chosen.taps.computeIfAbsent(value, chosen::boundsOf).and(needs));
            }
            if (spot.config().perChannel()) {
                chosen.channelsFor(spot);
            }
        }
        for (WeightSpot spot : placement.weights()) {
            if (spot.bias().isPresent()) {
                chosen.meansFor(spot);
            }
        }
        channels.forEach(chosen::channelsOf);
        return List.copyOf(chosen.taps.values());
    }

    /** A tap that sees the bounds; of a convolution's result its channels as well, as that is cheaper. */
    private Tap boundsOf(String value) {
        Optional<Node> convolution = convolutionBefore(value);
        if (convolution.isEmpty()) {
            return new Tap(value, isNonNegative(value), 0, Channels.UNKNOWN, 0, BOUNDS);
        }
        Shape weights = shape(convolution.get().weight().orElseThrow());
        int axis = convolution.get().weight().orElseThrow().outputAxis();
        return new Tap(
                value, isNonNegative(value), weights.rank() - 2, Channels.SECOND, (int) weights.dim(axis), BOUNDS);
    }

    /** The operations that read a value with a scale for each channel tell how many there are. */
    private void channelsFor(ActivationSpot spot) {
        Weight weight = spot.uses().stream()
                .map(use -> graph.node(use.node()).orElseThrow())
                .flatMap(node -> weightBehind(node).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no channels are known of " + spot.value()));
        Shape weights = shape(weight);
        int channels = (int) weights.dim(weight.inputAxis()) * weight.groups();
        boolean second = spot.channelAxis() == 1;
        for (String value : spot.rangesOf()) {
            Tap tap = taps.get(value);
            taps.put(
                    value,
                    new Tap(
                            value,
                            tap.nonNegative(),
                            second ? weights.rank() - 2 : 0,
                            second ? Channels.SECOND : Channels.LAST,
                            channels,
                            tap.and(Set.of(Statistic.CHANNEL_BOUNDS)).statistics()));
        }
    }

    /** The weight of the operation, or of the first one behind it where it only moves elements. */
    private Optional<Weight> weightBehind(Node node) {
        if (node.weight().isPresent() || !node.op().isMovement()) {
            return node.weight();
        }
        return node.outputs().stream()
                .flatMap(output -> graph.consumers(output).stream())
                .flatMap(reader -> weightBehind(reader).stream())
                .findFirst();
    }

    private void meansFor(WeightSpot spot) {
        String value = spot.node().inputs().get(0);
        Weight weight = spot.weight();
        Shape weights = shape(weight);
        int channels = (int) weights.dim(weight.inputAxis()) * weight.groups();
        boolean spatial = spot.node().op() == Op.CONV;
        Tap known = taps.get(value);
        var wanted = new Tap(
                value,
                isNonNegative(value),
                spatial ? weights.rank() - 2 : 0,
                spatial ? Channels.SECOND : Channels.LAST,
                channels,
                known == null ? BOUNDS : known.statistics());
        boolean contested = known != null && known.wants(Statistic.CHANNEL_MEANS) && !known.equals(wanted);
        // A tap has the means of one axis; readers of several axes go without.
        boolean without = contested || withoutMeans.contains(value);
        taps.put(value, without ? wanted.with(withoutMeans(wanted)) : wanted.and(Set.of(Statistic.CHANNEL_MEANS)));
        if (contested) {
            withoutMeans.add(value);
        }
    }

    /** Of a value that is read along two axes the bounds of its channels are not seen; it is not rescaled then. */
    private void channelsOf(String value, ChannelAxis axis) {
        Tap known = taps.get(value);
        Channels channels = axis.spatialAxes() > 0 ? Channels.SECOND : Channels.LAST;
        if (known == null
                || known.channels() != Channels.UNKNOWN
                        && (known.channels() != channels || known.channelCount() != axis.channels())) {
            return;
        }
        var wanted =
                new Tap(value, known.nonNegative(), axis.spatialAxes(), channels, axis.channels(), known.statistics());
        taps.put(value, wanted.and(Set.of(Statistic.CHANNEL_BOUNDS)));
    }

    private static Set<Statistic> withoutMeans(Tap tap) {
        Set<Statistic> others = new HashSet<>(tap.statistics());
        others.remove(Statistic.CHANNEL_MEANS);
        return others;
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
        Optional<Node> node = graph.producer(value);
        while (node.isPresent() && !node.get().nonNegative() && keepsSign(node.get())) {
            node = graph.producer(node.get().inputs().get(0));
        }
        return node.map(Node::nonNegative).orElse(false);
    }

    private static boolean keepsSign(Node node) {
        return node.op().isMovement() || node.op() == Op.GLOBAL_AVERAGE_POOL || node.op() == Op.AVERAGE_POOL;
    }
}
