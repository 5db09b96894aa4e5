package octet.placement;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import octet.graph.Constant;
import octet.graph.DataType;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Op;
import octet.graph.Shape;

/** Says why ONNX Runtime's CPU provider will run an operation in float. */
final class FloatReasons {
    private static final String OUTPUT = "an output of the model or read by a sub-graph, and such values stay float";

    private static final int LONG_FILTER = 128;
    private static final int MANY_FILTERS = 64;

    private final Graph graph;
    private final IgnoredNodes ignored;
    private final Map<String, Boolean> finite = new HashMap<>();

    FloatReasons(Graph graph, IgnoredNodes ignored) {
        this.graph = graph;
        this.ignored = ignored;
    }

    /** Why the operation's weights stay float; empty when they can be int8. */
    Optional<String> weightStaysFloat(Node node) {
        if (node.weight().isEmpty()) {
            return Optional.of(withoutWeight(node));
        }
        switch (node.op()) {
            case CONV, MATMUL, GEMM, EMBEDDING -> {}
            default -> {
                return Optional.of("ONNX Runtime has no int8 kernel for " + node.type() + " on a CPU");
            }
        }
        Constant weight = graph.constant(node.weight().get().constant()).orElseThrow();
        if (weight.type() != DataType.FLOAT32) {
            return Optional.of("its weights are " + weight.type() + ", not float32");
        }
        if (weight.shape().elements() == 0) {
            return Optional.of("its weights are empty");
        }
        if (node.op() == Op.EMBEDDING && !isFinite(weight)) {
            return Optional.of("its table holds numbers that are not finite, as masks do");
        }
        if (node.op() == Op.MATMUL && weight.shape().rank() != 2) {
            return Optional.of("its weights have " + weight.shape().rank() + " axes; the int8 kernel takes 2");
        }
        if (node.op() == Op.CONV && isSmallFilterBank(node, weight.shape())) {
            return Optional.of(
                    "a bank of few long filters over one channel, as in front of a spectrum: its int8 kernel is"
                            + " slower than float, and small numbers behind it matter");
        }
        if (node.op() == Op.CONV && graph.isOutput(node.output())) {
            return Optional.of("its result is " + OUTPUT);
        }
        return Optional.empty();
    }

    /** The int8 kernel copies the window for each position, which few filters do not pay for. */
    private static boolean isSmallFilterBank(Node node, Shape weight) {
        return node.weight().orElseThrow().groups() == 1
                && weight.dim(1) == 1
                && weight.dim(0) <= MANY_FILTERS
                && weight.elements() / weight.dim(0) >= LONG_FILTER;
    }

    /** Whether weights of a recurrent operation can be bytes in the file. */
    boolean isStorable(Constant weight) {
        return weight.type() == DataType.FLOAT32 && weight.shape().rank() == 3 && isFinite(weight);
    }

    private boolean isFinite(Constant table) {
        return finite.computeIfAbsent(table.name(), name -> {
            for (float value : table.floats()) {
                if (!Float.isFinite(value)) {
                    return false;
                }
            }
            return true;
        });
    }

    private String withoutWeight(Node node) {
        return switch (node.op()) {
            case LSTM, GRU -> "ONNX Runtime has no int8 kernel for " + node.type() + " on a CPU";
            case CONV, CONV_TRANSPOSE, MATMUL, GEMM, EMBEDDING ->
                node.inputs().stream().skip(1).limit(1).anyMatch(graph::isConstant)
                        ? "its constant operand is used in a form that has no int8 kernel"
                        : "none of its operands is a constant weight";
            default -> "it has no weights";
        };
    }

    /**
     * The reason for one operation; empty for one that computes no floats worth a line.
     *
     * @param quantized the names of the operations that do not stay float
     */
    String of(Node node, Set<String> quantized) {
        if (ignored.contains(node)) {
            return "ignored by the user";
        }
        if (node.op().isWeighted()) {
            return weightStaysFloat(node).orElse("its activation function's result is " + OUTPUT);
        }
        return switch (node.op()) {
            case ADD -> "its neighbours are not quantized on all sides";
            case SUB, MUL, DIV, POW, SQRT, ABS, ERF -> "element-wise: float is as fast and exact";
            case RELU, CLIP -> swallowed(node, quantized) ? "" : "element-wise: float is as fast and exact";
            case LEAKY_RELU, SIGMOID, HARD_SIGMOID, HARD_SWISH, TANH, GELU, ELU, SOFTMAX ->
                "an activation function: float is as fast and keeps its small values";
            case LAYER_NORM, BATCH_NORM, REDUCE_MEAN -> "normalises: its result depends on small differences";
            case AVERAGE_POOL, GLOBAL_AVERAGE_POOL, CONCAT -> "its neighbours are not quantized on all sides";
            case RESIZE, PAD -> "left in float: its int8 form is not known to be faster";
            case SUBGRAPH -> "holds graphs of its own, which stay as they are";
            case MAX_POOL, RESHAPE, FLATTEN, SQUEEZE, UNSQUEEZE, TRANSPOSE, SLICE, SPLIT, GATHER -> "";
            case SHAPE, CAST, QUANTIZE, DEQUANTIZE, RESCALE -> "";
            default -> "ONNX Runtime has no int8 kernel for " + node.type() + " on a CPU";
        };
    }

    /** Whether the operation before it is quantized behind this one, which cuts off below zero just as bytes do. */
    private boolean swallowed(Node activation, Set<String> quantized) {
        return graph.producer(activation.inputs().get(0))
                .filter(before -> before.op() == Op.CONV || before.op() == Op.ADD)
                .filter(before -> quantized.contains(before.name()) && activation.nonNegative())
                .filter(before -> graph.onlyConsumer(before.output()).isPresent())
                .isPresent();
    }
}
