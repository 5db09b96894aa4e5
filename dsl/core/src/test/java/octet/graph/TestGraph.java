package octet.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Builds small graphs by hand; every node is named after its first output. */
public final class TestGraph {
    private final List<Node> nodes = new ArrayList<>();
    private final List<ValueInfo> inputs = new ArrayList<>();
    private final List<ValueInfo> outputs = new ArrayList<>();
    private final List<Constant> constants = new ArrayList<>();

    private final java.util.Map<String, DataType> types = new java.util.HashMap<>();

    private record Values(String name, DataType type, Shape shape, float[] floats) implements Constant {}

    /** A float32 input of unknown shape. */
    public TestGraph input(String name) {
        inputs.add(new ValueInfo(name, DataType.FLOAT32, null));
        return this;
    }

    /** An input of a type. */
    public TestGraph input(String name, DataType type) {
        inputs.add(new ValueInfo(name, type, null));
        return this;
    }

    /** Says of which type a value is. */
    public TestGraph type(String value, DataType type) {
        types.put(value, type);
        return this;
    }

    /** An operation of several outputs, named after the first. */
    public TestGraph node(List<String> results, Op op, String type, String... reads) {
        nodes.add(new Node(results.get(0), op, type, List.of(reads), results, Optional.empty(), false));
        return this;
    }

    /** A float32 constant. */
    public TestGraph constant(String name, float[] values, long... shape) {
        constants.add(new Values(name, DataType.FLOAT32, Shape.of(shape), values));
        return this;
    }

    /** A constant of ones, of any type. */
    public TestGraph constant(String name, DataType type, long... shape) {
        float[] ones = new float[(int) Shape.of(shape).elements()];
        Arrays.fill(ones, 1);
        constants.add(new Values(name, type, Shape.of(shape), ones));
        return this;
    }

    /** An operation without weights. */
    public TestGraph node(String output, Op op, String type, String... reads) {
        return node(output, op, type, Optional.empty(), reads);
    }

    private TestGraph node(String output, Op op, String type, Optional<Weight> weight, String... reads) {
        nodes.add(new Node(output, op, type, List.of(reads), List.of(output), weight, op.isNonNegative()));
        return this;
    }

    /** A 1×1 convolution with the weights {@code <output>_w} of ones, and no bias. */
    public TestGraph conv(String output, String reads, int outputChannels, int inputChannels) {
        String weights = output + "_w";
        constant(weights, DataType.FLOAT32, outputChannels, inputChannels, 1, 1);
        return node(output, Op.CONV, "Conv", Optional.of(new Weight(weights, 1, 0, 1, 1, 2)), reads, weights);
    }

    /** A convolution of the weights and, where there is one, the bias of these names. */
    public TestGraph conv(String output, int groups, String... reads) {
        return node(output, Op.CONV, "Conv", Optional.of(new Weight(reads[1], 1, 0, 1, groups, 2)), reads);
    }

    /** A matrix product with the weights {@code <output>_w} of ones, [inputs, outputs]. */
    public TestGraph matMul(String output, String reads, int inputChannels, int outputChannels) {
        String weights = output + "_w";
        constant(weights, DataType.FLOAT32, inputChannels, outputChannels);
        return node(output, Op.MATMUL, "MatMul", Optional.of(new Weight(weights, 1, 1, 0, 1, -1)), reads, weights);
    }

    /** A Gemm with the weights {@code <output>_w} and the bias {@code <output>_b} of ones. */
    public TestGraph gemm(String output, String reads, int inputChannels, int outputChannels) {
        String weights = output + "_w";
        String bias = output + "_b";
        constant(weights, DataType.FLOAT32, outputChannels, inputChannels);
        constant(bias, DataType.FLOAT32, outputChannels);
        return node(output, Op.GEMM, "Gemm", Optional.of(new Weight(weights, 1, 0, 1, 1, 2)), reads, weights, bias);
    }

    /** A look-up in the table {@code <output>_w} of ones. */
    public TestGraph embedding(String output, String indexes, int rows, int columns) {
        String table = output + "_w";
        constant(table, DataType.FLOAT32, rows, columns);
        return node(output, Op.EMBEDDING, "Gather", Optional.of(new Weight(table, 0, 1, -1, 1, -1)), table, indexes);
    }

    /** Declares a value as an output of the model. */
    public TestGraph output(String name) {
        outputs.add(new ValueInfo(name, DataType.FLOAT32, null));
        return this;
    }

    /** The graph, its nodes given in reverse, so that their order is found and not copied. */
    public Graph build() {
        return build(Set.of());
    }

    /** As {@link #build()}, with names that sub-graphs read. */
    public Graph build(Set<String> captured) {
        List<Node> reversed = new ArrayList<>(nodes);
        java.util.Collections.reverse(reversed);
        return new Graph(reversed, inputs, outputs, constants, captured, types);
    }
}
