package octet.correction;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import octet.calibration.TapStatistics;
import octet.correction.Absorption.Absorber;
import octet.graph.Constant;
import octet.graph.DataType;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Op;
import octet.graph.Use;
import octet.graph.Weight;
import octet.placement.ActivationSpot;
import octet.placement.Decision;
import octet.placement.Placement;
import octet.placement.WeightSpot;
import octet.plan.Corrections.SmoothQuantAlphas;

/**
 * SmoothQuant (Xiao et al., <i>SmoothQuant: Accurate and Efficient Post-Training Quantization for Large Language
 * Models</i>, 2022): a few channels of a transformer's activations are far larger than the others, and with one scale
 * for all the others are left a few steps. Dividing each channel by a number, and multiplying the weights that read it,
 * leaves the product as it was and the activations easier to round; see {@link SmoothingFactors} for the numbers.
 *
 * <p>All quantized operations of one kind that read a value in channels of one number form a group, whose quotient is
 * computed once, or not at all where the constants before can be divided instead. Operations in float go on reading the
 * value as it was, and so do those whose weights other operations read too.
 */
public final class SmoothQuant {

    private final Graph graph;
    private final SmoothQuantAlphas alphas;
    private final Set<String> quantized = new HashSet<>();
    private final Set<String> rangesOf = new HashSet<>();
    private final Map<String, WeightSpot> weights = new LinkedHashMap<>();
    private final List<Group> groups = new ArrayList<>();

    /**
     * Operations that read one value.
     *
     * @param value the value
     * @param axis where its channels are
     * @param members the operations, in topological order
     * @param absorber the constants before that can be divided instead, when there are
     */
    public record Group(String value, ChannelAxis axis, List<Node> members, Optional<Absorber> absorber) {

        /** Whether no operation need be put in. */
        public boolean isFree() {
            return absorber.isPresent();
        }

        private List<Use> uses() {
            return members.stream().map(node -> new Use(node.name(), 0)).toList();
        }
    }

    private SmoothQuant(Graph graph, Placement placement, SmoothQuantAlphas alphas) {
        this.graph = graph;
        this.alphas = alphas;
        placement.decisions().stream()
                .filter(Decision::quantized)
                .map(Decision::node)
                .forEach(quantized::add);
        placement.weights().forEach(spot -> weights.put(spot.node().name(), spot));
        placement.activations().forEach(spot -> rangesOf.addAll(spot.rangesOf()));
        placement.activations().forEach(this::groupsOf);
    }

    /**
     * The groups that can be smoothed.
     *
     * @param alphas below 0 for operations of a kind that are not to be
     */
    public static List<Group> groups(Graph graph, Placement placement, SmoothQuantAlphas alphas) {
        return List.copyOf(new SmoothQuant(graph, placement, alphas).groups);
    }

    /**
     * Smooths those groups of which the bounds of the channels are known.
     *
     * @param from the model and what was seen of it
     * @param alphas how much of a channel's size is handed over, by kind
     */
    public static Rescaled apply(Rescaled from, List<Group> groups, SmoothQuantAlphas alphas) {
        var rewriting = new Rewriting(from);
        for (Group group : groups) {
            double alpha = group.axis.spatialAxes() > 0 ? alphas.convolution() : alphas.matmul();
            TapStatistics seen = from.statistics().get(group.value);
            if (seen != null && seen.channelMaxima().length == group.axis.channels()) {
                smooth(group, factors(from.graph(), group, seen, alpha), rewriting);
            }
        }
        return rewriting.build();
    }

    private static float[] factors(Graph graph, Group group, TapStatistics seen, double alpha) {
        float[] minima = seen.channelMinima();
        float[] activations = seen.channelMaxima();
        for (int c = 0; c < activations.length; c++) {
            activations[c] = Math.max(Math.abs(minima[c]), Math.abs(activations[c]));
        }
        List<float[]> magnitudes = new ArrayList<>();
        for (Node member : group.members) {
            Weight weight = member.weight().orElseThrow();
            magnitudes.add(Magnitudes.of(graph.constant(weight.constant()).orElseThrow(), weight.inputAxis()));
        }
        return SmoothingFactors.of(activations, magnitudes, alpha);
    }

    private static void smooth(Group group, float[] factors, Rewriting rewriting) {
        for (Node member : group.members) {
            Weight weight = member.weight().orElseThrow();
            rewriting.multiply(new Use(member.name(), weight.port()), weight.inputAxis(), factors);
        }
        if (group.absorber.isEmpty()) {
            rewriting.divide(group.value, group.uses(), factors, group.axis.broadcast());
            return;
        }
        float[] reciprocals = factors.clone();
        for (int c = 0; c < reciprocals.length; c++) {
            reciprocals[c] = 1 / reciprocals[c];
        }
        group.absorber.get().parts().forEach(part -> rewriting.multiply(part.use(), part.axis(), reciprocals));
        rewriting.divided(group.value, factors, new float[factors.length], group.axis.broadcast());
    }

    private void groupsOf(ActivationSpot spot) {
        if (!spot.rangesOf().equals(List.of(spot.value())) || spot.channelAxis() >= 0) {
            return;
        }
        Map<ChannelAxis, List<Node>> members = new LinkedHashMap<>();
        for (Use use : spot.uses()) {
            WeightSpot weight = weights.get(use.node());
            if (use.port() == 0 && weight != null && weight.node().weight().isPresent()) {
                axis(weight)
                        .ifPresent(axis -> members.computeIfAbsent(axis, a -> new ArrayList<>())
                                .add(weight.node()));
            }
        }
        members.forEach((axis, nodes) -> {
            Optional<Absorber> absorber = graph.uses(spot.value()).size() == nodes.size()
                    ? Absorption.of(graph, spot.value(), axis).filter(this::leavesOtherRangesAlone)
                    : Optional.empty();
            if (absorber.isPresent() || !isBytes(spot.value())) {
                groups.add(new Group(spot.value(), axis, List.copyOf(nodes), absorber));
            }
        });
    }

    /** Where the channels of the operation's input are, when it can be smoothed. */
    private Optional<ChannelAxis> axis(WeightSpot spot) {
        Weight weight = spot.weight();
        Constant constant = graph.constant(weight.constant()).orElseThrow();
        boolean convolution = spot.node().op() == Op.CONV;
        boolean wanted = convolution
                ? alphas.convolution() >= 0 && weight.groups() == 1
                : (spot.node().op() == Op.MATMUL || spot.node().op() == Op.GEMM) && alphas.matmul() >= 0;
        boolean own = graph.uses(weight.constant()).size() == 1 && constant.type() == DataType.FLOAT32;
        int spatialAxes = convolution ? constant.shape().rank() - 2 : 0;
        return wanted && own
                ? Optional.of(new ChannelAxis((int) constant.shape().dim(weight.inputAxis()), spatialAxes))
                : Optional.empty();
    }

    private boolean leavesOtherRangesAlone(Absorber absorber) {
        return absorber.values().stream().skip(1).noneMatch(rangesOf::contains);
    }

    /** Whether the value is made as bytes, so that an operation in float behind it would break the chain. */
    private boolean isBytes(String value) {
        Optional<Node> node = graph.producer(value);
        while (node.isPresent()
                && !quantized.contains(node.get().name())
                && node.get().op().isActivation()) {
            node = graph.producer(node.get().inputs().get(0));
        }
        return node.filter(n -> quantized.contains(n.name()))
                .filter(n -> n.op() != Op.MATMUL && n.op() != Op.GEMM && n.op() != Op.EMBEDDING)
                .isPresent();
    }
}
