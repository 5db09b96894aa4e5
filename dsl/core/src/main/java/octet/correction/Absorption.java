package octet.correction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import octet.graph.Constant;
import octet.graph.DataType;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Use;
import octet.graph.Weight;

/**
 * Finds constants before a value that can be divided in its place, channel by channel, so that no operation need be put
 * in: those of a convolution or a matrix product and its bias, or the scale and the offset of a normalisation. In
 * between may stand additions of constants, and rectifiers, which give {@code f(x / s) = f(x) / s} for {@code s > 0}.
 */
final class Absorption {

    private final Graph graph;
    private final ChannelAxis axis;
    private final List<Part> parts = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private Part offset;

    private Absorption(Graph graph, ChannelAxis axis) {
        this.graph = graph;
        this.axis = axis;
    }

    /**
     * A constant to be divided.
     *
     * @param use where it is read
     * @param axis its axis that numbers the value's channels
     */
    record Part(Use use, int axis) {}

    /**
     * What takes over a division.
     *
     * @param parts the constants to be divided; a bias among them may be left out so far
     * @param offset the constant that is added to each channel, present or not; {@code null} where a rectifier stands
     *     behind it, or there is none
     * @param values the values that then come out divided, the last one first
     */
    record Absorber(List<Part> parts, Part offset, List<String> values) {}

    /** What can take over a division of the value, which nobody else may read. */
    static Optional<Absorber> of(Graph graph, String value, ChannelAxis axis) {
        var absorption = new Absorption(graph, axis);
        boolean found = !graph.isOutput(value) && absorption.before(value);
        return found
                ? Optional.of(new Absorber(absorption.parts, absorption.offset, absorption.values))
                : Optional.empty();
    }

    private boolean before(String value) {
        values.add(value);
        Node node = graph.producer(value).orElse(null);
        if (node == null || !node.output().equals(value)) {
            return false;
        }
        return switch (node.op()) {
            case CONV -> axis.spatialAxes() > 0 && weights(node) && bias(node);
            case MATMUL -> axis.spatialAxes() == 0 && weights(node);
            case GEMM -> axis.spatialAxes() == 0 && weights(node) && bias(node);
            case LAYER_NORM ->
                axis.spatialAxes() == 0 && operand(node, 1) && (node.inputs().size() < 3 || operand(node, 2));
            case ADD ->
                constantPort(node) >= 0 && added(node) && inner(node.inputs().get(1 - constantPort(node)));
            case MUL -> constantPort(node) >= 0 && operand(node, constantPort(node));
            case RELU, LEAKY_RELU -> inner(node.inputs().get(0)) && withoutOffset();
            default -> false;
        };
    }

    private boolean inner(String value) {
        return graph.onlyConsumer(value).isPresent() && graph.uses(value).size() == 1 && before(value);
    }

    /** What is added before a rectifier is not added behind it. */
    private boolean withoutOffset() {
        offset = null;
        return true;
    }

    private boolean added(Node add) {
        int port = constantPort(add);
        if (!operand(add, port)) {
            return false;
        }
        if (offset == null) {
            offset = parts.get(parts.size() - 1);
        }
        return true;
    }

    private boolean weights(Node node) {
        if (node.weight().isEmpty()) {
            return false;
        }
        Weight weight = node.weight().get();
        Constant constant = graph.constant(weight.constant()).orElseThrow();
        if (constant.type() != DataType.FLOAT32
                || isShared(weight.constant())
                || constant.shape().dim(weight.outputAxis()) != axis.channels()) {
            return false;
        }
        parts.add(new Part(new Use(node.name(), weight.port()), weight.outputAxis()));
        return true;
    }

    private boolean bias(Node node) {
        int port = node.weight().orElseThrow().biasPort();
        var use = new Use(node.name(), port);
        if (port >= node.inputs().size() || node.inputs().get(port).isEmpty()) {
            return bias(new Part(use, 0));
        }
        Constant constant = graph.constant(node.inputs().get(port)).orElse(null);
        // A bias runs along its last axis, whatever follows the channels in the value.
        int at = constant == null ? -1 : new ChannelAxis(axis.channels(), 0).of(constant);
        if (at < 0 || isShared(constant.name())) {
            return false;
        }
        return bias(new Part(use, at));
    }

    private boolean bias(Part bias) {
        parts.add(bias);
        offset = offset == null ? bias : offset;
        return true;
    }

    private boolean operand(Node node, int port) {
        Constant constant = graph.constant(node.inputs().get(port)).orElse(null);
        int at = constant == null ? -1 : axis.of(constant);
        if (at < 0 || isShared(constant.name())) {
            return false;
        }
        parts.add(new Part(new Use(node.name(), port), at));
        return true;
    }

    private boolean isShared(String constant) {
        return graph.uses(constant).size() > 1 || graph.isOutput(constant);
    }

    private int constantPort(Node node) {
        for (int port = 0; port < node.inputs().size(); port++) {
            if (graph.isConstant(node.inputs().get(port))) {
                return port;
            }
        }
        return -1;
    }
}
