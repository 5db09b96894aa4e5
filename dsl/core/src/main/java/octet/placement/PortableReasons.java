package octet.placement;

import java.util.Optional;
import octet.graph.Constant;
import octet.graph.DataType;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Op;

/** Says why {@link Portable} leaves an operation in float. */
final class PortableReasons {

    private final Graph graph;
    private final IgnoredNodes ignored;

    PortableReasons(Graph graph, IgnoredNodes ignored) {
        this.graph = graph;
        this.ignored = ignored;
    }

    /** Why the operation's weights stay float; empty when they can be int8. */
    static Optional<String> weightStaysFloat(Graph graph, Node node) {
        if (node.weight().isEmpty()) {
            return Optional.of("none of its operands is a constant weight");
        }
        Constant weight = graph.constant(node.weight().get().constant()).orElseThrow();
        if (weight.type() != DataType.FLOAT32) {
            return Optional.of("its weights are " + weight.type() + ", not float32");
        }
        if (weight.shape().elements() == 0) {
            return Optional.of("its weights are empty");
        }
        if (node.op() == Op.CONV_TRANSPOSE && node.weight().get().groups() > 1) {
            return Optional.of("its output channels lie on two axes of its weights");
        }
        return Optional.empty();
    }

    /** The reason for one operation; empty for one that computes no floats worth a line. */
    String of(Node node) {
        if (ignored.contains(node)) {
            return "ignored by the user";
        }
        return switch (node.op()) {
            case CONV, CONV_TRANSPOSE, MATMUL, GEMM ->
                weightStaysFloat(graph, node).orElse("");
            case EMBEDDING -> "a look-up: not every runtime reads a table of bytes";
            case LSTM, GRU -> "not every runtime has an int8 form of " + node.type();
            case ADD, MUL, AVERAGE_POOL, GLOBAL_AVERAGE_POOL, CONCAT ->
                "its neighbours are not quantized on all sides, or its result is an output";
            case SUB, DIV, POW, SQRT, ABS -> "element-wise: float is as fast and exact";
            case LEAKY_RELU, SIGMOID, HARD_SIGMOID, HARD_SWISH, TANH, ERF, GELU, ELU, SOFTMAX ->
                "an activation function: float keeps its small values";
            case LAYER_NORM, BATCH_NORM, REDUCE_MEAN -> "normalises: its result depends on small differences";
            case RESIZE, PAD -> "not every runtime has an int8 form of " + node.type();
            case SUBGRAPH -> "holds graphs of its own, which stay as they are";
            case OTHER -> "not every runtime has an int8 form of " + node.type();
            default -> "";
        };
    }
}
