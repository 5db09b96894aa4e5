package octet.placement;

import java.util.ArrayList;
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
 * One placement for {@link OnnxRuntimeCpu}, in two sweeps over the topological order: forwards, which values can be
 * bytes; backwards, which of them anybody wants as bytes.
 */
final class OnnxRuntimePlacer {

    /** Bytes from 0 up, with a zero point: the only ones with fast kernels on x86-64, and no slower than others. */
    private static final QuantizerConfig ACTIVATIONS =
            new QuantizerConfig(8, Scheme.ASYMMETRIC, false, false, Signedness.UNSIGNED);

    private static final int WORTH_STORING = 1024;

    private static final Set<Op> POOLS = Set.of(Op.GLOBAL_AVERAGE_POOL, Op.AVERAGE_POOL);

    private final Graph graph;
    private final IgnoredNodes ignored;
    private final PlacementRequest request;
    private final CpuFeatures cpu;
    private final QuantizerConfig activations;
    private final QuantizerConfig weightConfig;
    private final Biases biases;
    private final FloatReasons reasons;

    /** Operations computed on bytes, and how. */
    private final Map<String, String> quantized = new LinkedHashMap<>();
    /** Values that can be bytes, with the value whose range they share. */
    private final Map<String, String> bytes = new LinkedHashMap<>();
    /** Values that are wanted as bytes, with the places that read them so. */
    private final Map<String, Set<Use>> wanted = new LinkedHashMap<>();

    private final List<WeightSpot> weights = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    /** Convolutions that are as quick in float. */
    private final Set<String> small;
    /** Operations in float whose weights are bytes in the file, and why. */
    private final Map<String, String> stored = new LinkedHashMap<>();

    private boolean firstConvolution = true;

    OnnxRuntimePlacer(Graph graph, PlacementRequest request, CpuFeatures cpu) {
        this.graph = graph;
        this.request = request;
        this.ignored = request.ignored().in(graph);
        this.cpu = cpu;
        this.activations = ACTIVATIONS.with(request.activations());
        this.weightConfig = QuantizerConfig.WEIGHTS.with(request.weights());
        this.biases = new Biases(graph);
        this.reasons = new FloatReasons(graph, ignored);
        this.small = SmallConvolutions.of(
                graph,
                node -> !ignored.contains(node)
                        && reasons.weightStaysFloat(node).isEmpty()
                        && tail(node).isPresent());
    }

    Placement place() {
        graph.nodes().forEach(this::forwards);
        for (int i = graph.nodes().size() - 1; i >= 0; i--) {
            backwards(graph.nodes().get(i));
        }
        var decisions = graph.nodes().stream()
                .map(this::decision)
                .filter(decision -> !decision.reason().isEmpty())
                .toList();
        remarkOnSpeed();
        boolean transformer = new Attention(graph).isTransformer(request.modelType());
        return new Placement("onnxruntime-cpu", spots(), weights, decisions, transformer, remarks);
    }

    private Decision decision(Node node) {
        String name = node.name();
        if (quantized.containsKey(name)) {
            return new Decision(name, node.type(), true, quantized.get(name));
        } else if (stored.containsKey(name)) {
            return new Decision(name, node.type(), true, stored.get(name));
        } else if (small.contains(name)) {
            return new Decision(name, node.type(), false, "too small to gain from int8: float is as fast and exact");
        } else {
            return new Decision(name, node.type(), false, reasons.of(node, quantized.keySet()));
        }
    }

    private void remarkOnSpeed() {
        if (quantized.isEmpty() && !stored.isEmpty()) {
            remarks.add(
                    "No operation computes on bytes, as none would gain: the file is smaller, the speed that of float.");
        }
        if (activations.bits() == 16) {
            remarks.add(
                    "Activations have 16 bits: ONNX Runtime computes with them in float, so the model is smaller and"
                            + " more exact than with 8, but no faster than float.");
        }
        boolean convolutions = weights.stream().anyMatch(spot -> spot.node().op() == Op.CONV);
        if (convolutions && weightConfig.scheme() == Scheme.ASYMMETRIC && weightConfig.perChannel()) {
            remarks.add("Weights have a zero point for each channel: ONNX Runtime computes such convolutions in float,"
                    + " several times slower than with symmetric weights.");
        }
    }

    private void forwards(Node node) {
        if (ignored.contains(node)) {
            return;
        }
        if (node.op() == Op.LSTM || node.op() == Op.GRU) {
            recurrent(node);
        } else if (reasons.weightStaysFloat(node).isEmpty()) {
            weighted(node);
        } else if (node.op() == Op.ADD && node.inputs().stream().allMatch(bytes::containsKey)) {
            tail(node).ifPresent(value -> bytes.put(value, value));
        } else if (POOLS.contains(node.op()) && bytes.containsKey(node.inputs().get(0))) {
            ownRange(node);
        } else if (node.op() == Op.CONCAT && node.inputs().stream().allMatch(bytes::containsKey)) {
            ownRange(node);
        } else if (node.op().isMovement() && bytes.containsKey(node.inputs().get(0))) {
            String range = bytes.get(node.inputs().get(0));
            node.outputs().stream().filter(this::mayBeBytes).forEach(output -> bytes.put(output, range));
        }
    }

    private void weighted(Node node) {
        Weight weight = node.weight().orElseThrow();
        switch (node.op()) {
            case CONV -> {
                Optional<String> result = tail(node);
                if (result.isEmpty()) {
                    return;
                }
                if (small.contains(node.name())) {
                    store(node, weight, "as fast here");
                    return;
                }
                bytes.put(result.get(), result.get());
                wantAll(result.get());
                want(node, 0);
                weights.add(new WeightSpot(node, weight, weightConfig, half(node), biases.of(node, weight), true));
                quantized.put(node.name(), "int8 at its input, weights and output");
            }
            case GEMM, MATMUL -> {
                want(node, 0);
                boolean integerBias = node.op() == Op.GEMM;
                boolean half = request.overflowFix() == OverflowFix.ENABLE;
                weights.add(new WeightSpot(node, weight, weightConfig, half, biases.of(node, weight), integerBias));
                quantized.put(node.name(), "int8 at its input and weights; float output");
            }
            case EMBEDDING -> {
                weights.add(new WeightSpot(node, weight, weightConfig, false, Optional.empty(), false));
                quantized.put(node.name(), "table stored as int8");
            }
            default -> throw new IllegalStateException("no rule for " + node.op());
        }
    }

    /** Weights that are worth the operations which make floats of them; few are not. */
    private void store(Node node, Weight weight, String reason) {
        if (graph.constant(weight.constant()).orElseThrow().shape().elements() >= WORTH_STORING) {
            weights.add(WeightSpot.stored(node, weight, weightConfig));
            stored.put(node.name(), "weights stored as int8; computes in float, " + reason);
        }
    }

    /**
     * The weights of the inputs and of the states, [directions, gates, numbers]. Rounding them leaves 36 dB of the states of
     * Silero's detector and takes off half of its file.
     */
    private void recurrent(Node node) {
        for (int port = 1; port <= 2 && port < node.inputs().size(); port++) {
            String constant = node.inputs().get(port);
            if (graph.constant(constant).filter(reasons::isStorable).isPresent()) {
                store(node, new Weight(constant, port, 1, 2, 1, -1), "having no int8 kernel");
            }
        }
    }

    /** Whether a convolution's weights keep 7 bits. */
    private boolean half(Node node) {
        boolean first = firstConvolution;
        firstConvolution = false;
        return switch (request.overflowFix()) {
            case DISABLE -> false;
            case ENABLE -> true;
            case FIRST_LAYER -> first;
            case AUTO -> {
                if (first && cpu.saturates()) {
                    remarks.add("This CPU (" + cpu.name()
                            + ") may lack VNNI, so sums of int8 products can be cut off at"
                            + " 16 bits: the weights of the first convolution, '" + node.name() + "', keep 7 bits.");
                }
                yield first && cpu.saturates();
            }
        };
    }

    private void ownRange(Node node) {
        if (mayBeBytes(node.output())) {
            bytes.put(node.output(), node.output());
        }
    }

    private void backwards(Node node) {
        if (ignored.contains(node) || quantized.containsKey(node.name())) {
            return;
        }
        boolean wantedBehind = node.outputs().stream().anyMatch(wanted::containsKey)
                || node.op() == Op.ADD && tail(node).filter(wanted::containsKey).isPresent();
        if (!wantedBehind) {
            return;
        }
        if (node.op() == Op.ADD && tail(node).filter(bytes::containsKey).isPresent()) {
            tail(node).ifPresent(this::wantAll);
            want(node, 0);
            want(node, 1);
            quantized.put(node.name(), "int8 between quantized neighbours");
        } else if (bytes.containsKey(node.output()) && (POOLS.contains(node.op()) || node.op() == Op.CONCAT)) {
            for (int port = 0; port < node.inputs().size(); port++) {
                want(node, port);
            }
            quantized.put(node.name(), "int8 between quantized neighbours");
        } else if (bytes.containsKey(node.output()) && node.op().isMovement()) {
            want(node, 0);
            quantized.put(node.name(), "moves int8, shares the scale of its input");
        }
    }

    /** The value behind the operation, after an activation function that quantizing swallows; empty for an output. */
    private Optional<String> tail(Node node) {
        String value = node.output();
        var next = graph.onlyConsumer(value)
                .filter(reader -> reader.op() == Op.RELU || reader.op() == Op.CLIP && reader.nonNegative());
        if (next.isPresent()) {
            value = next.get().output();
        }
        return mayBeBytes(value) ? Optional.of(value) : Optional.empty();
    }

    private boolean mayBeBytes(String value) {
        return !value.isEmpty() && !graph.isOutput(value);
    }

    private void want(Node node, int port) {
        wanted.computeIfAbsent(node.inputs().get(port), v -> new LinkedHashSet<>())
                .add(new Use(node.name(), port));
    }

    private void wantAll(String value) {
        wanted.computeIfAbsent(value, v -> new LinkedHashSet<>()).addAll(graph.uses(value));
    }

    private List<ActivationSpot> spots() {
        Set<String> done = new HashSet<>();
        List<ActivationSpot> spots = new ArrayList<>();
        boolean mayScale = activations.bits() == 8 && !activations.perChannel();
        var channels = new ScaledChannels(graph, biases, quantized.keySet(), wanted.keySet());
        List<String> values = new ArrayList<>();
        graph.inputs().forEach(input -> values.add(input.name()));
        graph.nodes().forEach(node -> values.addAll(node.outputs()));
        for (String value : values) {
            if (wanted.containsKey(value) && done.add(value)) {
                String range = bytes.getOrDefault(value, value);
                boolean scaled = mayScale && range.equals(value) && channels.haveScales(value);
                int axis = scaled ? ScaledChannels.AXIS : -1;
                spots.add(new ActivationSpot(value, List.copyOf(wanted.get(value)), List.of(range), activations, axis));
            }
        }
        return spots;
    }
}
