package octet.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Op;
import octet.graph.Use;
import octet.graph.Weight;

/**
 * One placement for {@link Portable}, in two sweeps over the topological order: forwards, which values can be bytes;
 * backwards, which operations between weighted ones compute on them.
 */
final class PortablePlacer {

    private static final Set<Op> WEIGHTED = Set.of(Op.CONV, Op.CONV_TRANSPOSE, Op.MATMUL, Op.GEMM);
    private static final Set<Op> COMBINING = Set.of(Op.ADD, Op.MUL, Op.CONCAT, Op.AVERAGE_POOL, Op.GLOBAL_AVERAGE_POOL);

    private final Graph graph;
    private final PlacementRequest request;
    private final IgnoredNodes ignored;
    private final QuantizerConfig activations;
    private final QuantizerConfig weightConfig;
    private final Biases biases;
    private final boolean transformer;

    /** The operations that compute on bytes, and how. */
    private final Map<String, String> quantized = new HashMap<>();
    /** Values that can be bytes, with the value whose range they share. */
    private final Map<String, String> bytes = new HashMap<>();
    /** Values that are bytes, with the places that read them so. */
    private final Map<String, Set<Use>> wanted = new LinkedHashMap<>();

    /** Operations that stay float for a reason of their own. */
    private final Map<String, String> floats = new HashMap<>();

    private final List<WeightSpot> weights = new ArrayList<>();
    private boolean firstConvolution = true;

    PortablePlacer(Graph graph, PlacementRequest request) {
        this.graph = graph;
        this.request = request;
        this.ignored = request.ignored().in(graph);
        var scheme = request.preset() == Preset.MIXED ? Scheme.ASYMMETRIC : Scheme.SYMMETRIC;
        this.activations = new QuantizerConfig(8, scheme, false, false, Signedness.SIGNED).with(request.activations());
        this.weightConfig = QuantizerConfig.WEIGHTS.with(request.weights());
        this.biases = new Biases(graph);
        this.transformer = new Attention(graph).isTransformer(request.modelType());
    }

    Placement place() {
        graph.nodes().stream().filter(node -> !ignored.contains(node)).forEach(this::forwards);
        for (int i = graph.nodes().size() - 1; i >= 0; i--) {
            backwards(graph.nodes().get(i));
        }
        var reasons = new PortableReasons(graph, ignored);
        var decisions = graph.nodes().stream()
                .map(node -> quantized.containsKey(node.name())
                        ? new Decision(node.name(), node.type(), true, quantized.get(node.name()))
                        : new Decision(
                                node.name(), node.type(), false, floats.getOrDefault(node.name(), reasons.of(node))))
                .filter(decision -> !decision.reason().isEmpty())
                .toList();
        return new Placement("portable", spots(), weights, decisions, transformer, List.of());
    }

    private void forwards(Node node) {
        if (WEIGHTED.contains(node.op())) {
            if (PortableReasons.weightStaysFloat(graph, node).isEmpty()) {
                weighted(node, node.weight().orElseThrow());
            }
        } else if (COMBINING.contains(node.op()) && allBytes(node)) {
            tail(node).ifPresent(value -> bytes.put(value, value));
        } else if (node.op().isMovement() && bytes.containsKey(node.inputs().get(0))) {
            String range = bytes.get(node.inputs().get(0));
            node.outputs().stream().filter(this::mayBeBytes).forEach(output -> bytes.put(output, range));
        }
    }

    private void weighted(Node node, Weight weight) {
        // The other operand of a product may be either of its inputs.
        int port = weight.port() == 0 ? 1 : 0;
        want(node, port);
        bytes.putIfAbsent(node.inputs().get(port), node.inputs().get(port));
        Optional<Use> bias = biases.of(node, weight);
        boolean integerBias = weight.biasPort() >= 0;
        weights.add(new WeightSpot(node, weight, weightConfig, half(node), bias, integerBias));
        boolean inTransformer = transformer && (node.op() == Op.MATMUL || node.op() == Op.GEMM);
        Optional<String> result =
                behindBias(node, bias).filter(last -> !inTransformer).flatMap(this::tail);
        result.ifPresent(value -> {
            bytes.put(value, value);
            wanted.computeIfAbsent(value, v -> new LinkedHashSet<>()).addAll(graph.uses(value));
        });
        String how = result.isPresent()
                ? "int8 at its input, weights and output"
                : "int8 at its input and weights; float output";
        quantized.put(node.name(), how);
    }

    /** The operation that adds the bias, where that is another one; empty when it must stay float. */
    private Optional<Node> behindBias(Node node, Optional<Use> bias) {
        Node last = bias.flatMap(use -> graph.node(use.node())).orElse(node);
        if (last != node) {
            floats.put(last.name(), "adds the bias of '" + node.name() + "'");
        }
        return ignored.contains(last) ? Optional.empty() : Optional.of(last);
    }

    private boolean half(Node node) {
        boolean first = node.op() == Op.CONV && firstConvolution;
        firstConvolution &= node.op() != Op.CONV;
        return switch (request.overflowFix()) {
            case AUTO, DISABLE -> false;
            case ENABLE -> true;
            case FIRST_LAYER -> first;
        };
    }

    private void backwards(Node node) {
        boolean movement = node.op().isMovement();
        if (ignored.contains(node)
                || quantized.containsKey(node.name())
                || !movement && !COMBINING.contains(node.op())) {
            return;
        }
        boolean behind = movement
                ? node.outputs().stream().anyMatch(value -> wanted.containsKey(value) && sharesRange(node, value))
                : tail(node).filter(wanted::containsKey).isPresent() && allBytes(node);
        if (!behind) {
            return;
        }
        for (int port = 0; port < (movement ? 1 : node.inputs().size()); port++) {
            want(node, port);
        }
        quantized.put(
                node.name(),
                movement ? "moves int8, shares the scale of its input" : "int8 between quantized neighbours");
    }

    /** Not so where only a later reader has made the input bytes. */
    private boolean sharesRange(Node movement, String output) {
        return bytes.get(output).equals(bytes.get(movement.inputs().get(0)));
    }

    private boolean allBytes(Node node) {
        return node.inputs().stream().allMatch(bytes::containsKey);
    }

    /** The value behind the operation and its activation function; empty for an output of the model. */
    private Optional<String> tail(Node node) {
        String value = node.output();
        var next = graph.onlyConsumer(value)
                .filter(reader -> !ignored.contains(reader))
                .filter(reader -> reader.op() == Op.RELU || reader.op() == Op.CLIP);
        return Optional.of(next.map(Node::output).orElse(value)).filter(this::mayBeBytes);
    }

    private boolean mayBeBytes(String value) {
        return !value.isEmpty() && !graph.isOutput(value);
    }

    private void want(Node node, int port) {
        wanted.computeIfAbsent(node.inputs().get(port), v -> new LinkedHashSet<>())
                .add(new Use(node.name(), port));
    }

    private List<ActivationSpot> spots() {
        Set<String> done = new HashSet<>();
        List<ActivationSpot> spots = new ArrayList<>();
        graph.inputs().forEach(input -> spot(input.name(), done, spots));
        graph.nodes().forEach(node -> node.outputs().forEach(output -> spot(output, done, spots)));
        return spots;
    }

    private void spot(String value, Set<String> done, List<ActivationSpot> spots) {
        if (wanted.containsKey(value) && done.add(value)) {
            spots.add(new ActivationSpot(
                    value, List.copyOf(wanted.get(value)), List.of(bytes.get(value)), activations, -1));
        }
    }
}
