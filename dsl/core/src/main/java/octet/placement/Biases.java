package octet.placement;

import java.util.Optional;
import octet.graph.Constant;
import octet.graph.DataType;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Op;
import octet.graph.Use;
import octet.graph.Weight;

/** Finds where the bias of a weighted operation is read: at its own port, or at the addition of a constant behind it. */
public final class Biases {

    private final Graph graph;

    /** Looks into this graph. */
    public Biases(Graph graph) {
        this.graph = graph;
    }

    /** The place, present or not yet; empty where the operation has no bias of one number a channel and can take none. */
    public Optional<Use> of(Node node, Weight weight) {
        if (node.op() == Op.CONV_TRANSPOSE && weight.groups() > 1) {
            // The axis of its weights numbers the channels of one group only.
            return Optional.empty();
        }
        if (weight.biasPort() >= 0) {
            return fits(node, weight) ? Optional.of(new Use(node.name(), weight.biasPort())) : Optional.empty();
        }
        return graph.onlyConsumer(node.output())
                .filter(next -> next.op() == Op.ADD)
                .flatMap(add -> constantPort(add, channels(weight)));
    }

    /** Whether the bias is left out, or a constant of one number a channel. */
    private boolean fits(Node node, Weight weight) {
        if (node.inputs().size() <= weight.biasPort()
                || node.inputs().get(weight.biasPort()).isEmpty()) {
            return true;
        }
        return graph.constant(node.inputs().get(weight.biasPort()))
                .filter(bias -> isOneNumberAChannel(bias, channels(weight)))
                .isPresent();
    }

    private long channels(Weight weight) {
        return graph.constant(weight.constant()).orElseThrow().shape().dim(weight.outputAxis());
    }

    private Optional<Use> constantPort(Node add, long channels) {
        for (int port = 0; port < add.inputs().size(); port++) {
            Optional<Constant> constant = graph.constant(add.inputs().get(port));
            if (constant.isPresent()) {
                return isOneNumberAChannel(constant.get(), channels)
                        ? Optional.of(new Use(add.name(), port))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Along the last axis, so that it is added channel by channel; a scalar does for one channel. */
    private static boolean isOneNumberAChannel(Constant bias, long channels) {
        return bias.type() == DataType.FLOAT32
                && bias.shape().elements() == channels
                && (bias.shape().rank() == 0 || bias.shape().dim(-1) == channels);
    }
}
