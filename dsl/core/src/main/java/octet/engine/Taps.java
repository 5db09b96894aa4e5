package octet.engine;

import java.util.ArrayDeque;
import java.util.Deque;
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
                if (!graph.isConstant(value)) {
                    chosen.taps.put(
                            value,
                            chosen.taps.computeIfAbsent(value, chosen::boundsOf).and(needs));
                }
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

    /** The bounds of each channel, of values that have a scale for each. */
    private void channelsFor(ActivationSpot spot) {
        for (String value : spot.rangesOf()) {
            Tap tap = taps.get(value);
            Tap counted = tap.channels() == Channels.SECOND ? tap : withChannels(tap, spot.channelAxis());
            taps.put(value, counted.and(Set.of(Statistic.CHANNEL_BOUNDS)));
        }
    }

    /** The next operation with weights tells how many channels there are. */
    private Tap withChannels(Tap tap, int axis) {
        Node node = weightedBehind(tap.value());
        Shape weights = shape(node.weight().orElseThrow());
        int channels = inputChannels(node);
        boolean second = axis == 1;
        return new Tap(
                tap.value(),
                tap.nonNegative(),
                second ? weights.rank() - 2 : 0,
                second ? Channels.SECOND : Channels.LAST,
                channels,
                tap.statistics());
    }

    private Node weightedBehind(String value) {
        Deque<String> values = new ArrayDeque<>(List.of(value));
        Set<String> seen = new HashSet<>(values);
        while (!values.isEmpty()) {
            for (Node reader : graph.consumers(values.remove())) {
                if (reader.weight().isPresent()) {
                    return reader;
                }
                reader.outputs().stream().filter(seen::add).forEach(values::add);
            }
        }
        throw new IllegalStateException("no channels are known of " + value);
    }

    /** The weights of a transposed convolution have an axis for the input channels of all groups. */
    private int inputChannels(Node node) {
        Weight weight = node.weight().orElseThrow();
        int channels = (int) shape(weight).dim(weight.inputAxis());
        return node.op() == Op.CONV_TRANSPOSE ? channels : channels * weight.groups();
    }

    private void meansFor(WeightSpot spot) {
        String value = spot.node().inputs().get(0);
        Shape weights = shape(spot.weight());
        int channels = inputChannels(spot.node());
        boolean spatial = spot.node().op() == Op.CONV || spot.node().op() == Op.CONV_TRANSPOSE;
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
