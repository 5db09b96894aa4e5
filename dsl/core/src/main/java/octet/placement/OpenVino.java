package octet.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Op;
import octet.placement.nncf.BackEnd;
import octet.placement.nncf.NncfPlacer;

/**
 * OpenVINO on a CPU. Its plugins take the form in which NNCF places quantizers: at the inputs of what computes in int8, as
 * far up as nothing in between computes in float. Only where they go is as NNCF has it: ranges reach from the least to the
 * greatest element that was seen, and weights use all 8 bits where the CPU's products cannot overflow.
 *
 * @param cpu the CPU that will run the model
 */
public record OpenVino(CpuFeatures cpu) implements Target {

    private static final String RECURRENT = "a recurrent layer: rounding adds up in its state, and int8 is no faster";

    @Override
    public String name() {
        return "openvino";
    }

    @Override
    public Placement place(Graph graph, PlacementRequest request) {
        boolean auto = request.overflowFix() == OverflowFix.AUTO;
        OverflowFix fix = cpu.saturates() ? OverflowFix.FIRST_LAYER : OverflowFix.DISABLE;
        Placement placement = new NncfPlacer(BackEnd.OPENVINO)
                .place(withoutRecurrence(graph), auto ? request.overflowFix(fix) : request);
        List<String> remarks = new ArrayList<>(placement.remarks());
        placement.weights().stream()
                .filter(spot -> auto && spot.halfRange())
                .findFirst()
                .ifPresent(spot -> remarks.add("This CPU (" + cpu.name()
                        + ") may lack VNNI, so sums of int8 products can be cut off at 16 bits: the weights of the first"
                        + " convolution, '" + spot.node().name() + "', keep 7 bits."));
        List<Decision> decisions = new ArrayList<>(placement.decisions());
        graph.nodes().stream()
                .filter(OpenVino::isRecurrent)
                .forEach(node -> decisions.add(new Decision(node.name(), node.type(), false, RECURRENT)));
        return new Placement(
                name(), placement.activations(), placement.weights(), decisions, placement.transformer(), remarks);
    }

    private static boolean isRecurrent(Node node) {
        return node.op() == Op.LSTM || node.op() == Op.GRU;
    }

    /** The same graph, with recurrent layers as operations of which nothing is known. */
    private static Graph withoutRecurrence(Graph graph) {
        if (graph.nodes().stream().noneMatch(OpenVino::isRecurrent)) {
            return graph;
        }
        List<Node> nodes = graph.nodes().stream()
                .map(node -> isRecurrent(node)
                        ? new Node(
                                node.name(),
                                Op.OTHER,
                                node.type(),
                                node.inputs(),
                                node.outputs(),
                                Optional.empty(),
                                node.nonNegative())
                        : node)
                .toList();
        return graph.with(nodes, graph.constants().values());
    }
}
