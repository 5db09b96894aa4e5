package octet.range;

import java.util.Optional;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Op;
import octet.graph.Saturation;

/**
 * Leaves out of a value's range what none of its readers tells apart: below −3 a hard swish is 0 whatever its input, so a
 * grid need not reach there, and its steps become finer. A sigmoid is taken for constant outside of [−8, 8], where it is
 * within 0.0004 of its bounds; so is the swish {@code x · sigmoid(x)} below −8, where it is within 0.003 of 0.
 */
public final class TrimmedRange {

    private static final double SIGMOID = 8;

    private final Graph graph;

    /** Looks at the readers in this graph. */
    public TrimmedRange(Graph graph) {
        this.graph = graph;
    }

    /** The part of the range that is worth representing. */
    public Range of(String value, Range range) {
        Saturation saturation = saturation(value);
        double low = Math.max(range.low(), saturation.below());
        double high = Math.min(range.high(), saturation.above());
        // A range on one side of what is told apart is read as one number.
        return low <= high ? new Range(low, high) : range;
    }

    private Saturation saturation(String value) {
        if (graph.isOutput(value)) {
            return Saturation.NONE;
        }
        return graph.consumers(value).stream()
                .map(reader -> of(reader, value))
                .reduce(Saturation::and)
                .orElse(Saturation.NONE);
    }

    private Saturation of(Node reader, String value) {
        if (reader.op().isMovement() && reader.outputs().size() == 1) {
            return saturation(reader.output());
        } else if (reader.op() == Op.MUL) {
            return gate(reader, value).map(TrimmedRange::ofGated).orElse(Saturation.NONE);
        } else {
            return reader.inputs().get(0).equals(value) ? of(reader) : Saturation.NONE;
        }
    }

    private static Saturation of(Node reader) {
        return reader.op() == Op.SIGMOID ? new Saturation(-SIGMOID, SIGMOID) : reader.saturation();
    }

    /** Where the product is {@code x · gate(x)}: the gate, which is 0 where it saturates below. */
    private Optional<Node> gate(Node product, String x) {
        return product.inputs().stream()
                .flatMap(input -> graph.producer(input).stream())
                .filter(node -> node.op() == Op.HARD_SIGMOID || node.op() == Op.SIGMOID)
                .filter(node -> node.inputs().get(0).equals(x))
                .findFirst();
    }

    private static Saturation ofGated(Node gate) {
        return new Saturation(of(gate).below(), Double.POSITIVE_INFINITY);
    }
}
