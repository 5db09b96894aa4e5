package octet.folding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import octet.graph.Constant;
import octet.graph.DataType;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Op;
import octet.graph.Shape;
import octet.graph.Weight;
import octet.range.ChannelLayout;

/**
 * Folds chains of {@code x · a}, {@code x + b}, {@code x − b} and {@code x / a} with constant operands into the
 * convolution before them: {@code (W ∗ x + c) · a + b = (W · a) ∗ x + (c · a + b)}. The operands hold one number, or
 * one number a channel.
 */
public final class ScaleFolding {

    private final Graph graph;

    private ScaleFolding(Graph graph) {
        this.graph = graph;
    }

    /** All chains that can be folded; no two of them share an operation. */
    public static List<Fold> find(Graph graph) {
        var folding = new ScaleFolding(graph);
        return graph.nodes().stream()
                .filter(node -> node.op() == Op.CONV && node.weight().isPresent())
                .map(folding::fold)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Fold> fold(Node convolution) {
        Weight weight = convolution.weight().orElseThrow();
        Constant constant = graph.constant(weight.constant()).orElseThrow();
        if (constant.type() != DataType.FLOAT32) {
            return Optional.empty();
        }
        Shape shape = constant.shape();
        int channels = (int) shape.dim(weight.outputAxis());
        double[] scale = new double[channels];
        java.util.Arrays.fill(scale, 1);
        double[] shift = new double[channels];
        List<Node> removed = new ArrayList<>();
        String output = convolution.output();
        for (var next = graph.onlyConsumer(output); next.isPresent(); next = graph.onlyConsumer(output)) {
            if (!apply(next.get(), output, shape.rank(), scale, shift)) {
                break;
            }
            removed.add(next.get());
            output = next.get().output();
        }
        var bias = bias(convolution, weight, channels);
        if (removed.isEmpty() || bias.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Fold(
                convolution,
                scaled(
                        constant.floats(),
                        scale,
                        ChannelLayout.of(shape, weight.outputAxis()).inner()),
                shifted(bias.get(), scale, shift),
                removed,
                output));
    }

    /** Adds the operation to scale and shift, if it is one that can be folded. */
    private boolean apply(Node node, String value, int rank, double[] scale, double[] shift) {
        if (!node.op().isArithmetic()) {
            return false;
        }
        int port = node.inputs().get(0).equals(value) ? 1 : 0;
        if ((node.op() == Op.SUB || node.op() == Op.DIV) && port == 0) {
            return false;
        }
        float[] operand = operand(node.inputs().get(port), rank, scale.length);
        if (operand == null) {
            return false;
        }
        for (int c = 0; c < scale.length; c++) {
            double number = operand[operand.length == 1 ? 0 : c];
            switch (node.op()) {
                case ADD -> shift[c] += number;
                case SUB -> shift[c] -= number;
                case MUL -> {
                    scale[c] *= number;
                    shift[c] *= number;
                }
                default -> {
                    scale[c] /= number;
                    shift[c] /= number;
                }
            }
        }
        return true;
    }

    /** One number, or one a channel; {@code null} for any other operand. */
    private float[] operand(String value, int rank, int channels) {
        Constant constant = graph.constant(value).orElse(null);
        if (constant == null
                || constant.type() != DataType.FLOAT32
                || constant.shape().rank() > rank) {
            return null;
        }
        Shape shape = constant.shape();
        if (shape.elements() == 1) {
            return constant.floats();
        }
        int channelAxis = shape.rank() - rank + 1;
        boolean perChannel = shape.elements() == channels && channelAxis >= 0 && shape.dim(channelAxis) == channels;
        return perChannel ? constant.floats() : null;
    }

    private Optional<float[]> bias(Node convolution, Weight weight, int channels) {
        var inputs = convolution.inputs();
        if (inputs.size() <= weight.biasPort() || inputs.get(weight.biasPort()).isEmpty()) {
            return Optional.of(new float[channels]);
        }
        return graph.constant(inputs.get(weight.biasPort()))
                .filter(constant -> constant.type() == DataType.FLOAT32)
                .map(Constant::floats);
    }

    private static float[] scaled(float[] weights, double[] scale, int inner) {
        float[] scaled = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            scaled[i] = (float) (weights[i] * scale[i / inner % scale.length]);
        }
        return scaled;
    }

    private static float[] shifted(float[] bias, double[] scale, double[] shift) {
        float[] shifted = new float[bias.length];
        for (int c = 0; c < bias.length; c++) {
            shifted[c] = (float) (bias[c] * scale[c] + shift[c]);
        }
        return shifted;
    }
}
