package octet.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import octet.graph.Constant;
import octet.graph.DataType;
import octet.graph.Op;
import octet.graph.Shape;
import octet.graph.Weight;
import octet.onnx.proto.GraphProto;
import octet.onnx.proto.NodeProto;

/**
 * Finds the operands that are trained constants of floats: at either port of a matrix product, of any rank, and also
 * behind nodes that only name or rearrange a constant, which a simplified model no longer has.
 */
final class TrainedConstants {

    private final Map<String, Constant> constants;
    private final Map<String, NodeProto> producers = new HashMap<>();

    /** A constant as it is read: its type, and the number of its axes. */
    private record Found(String value, DataType type, int rank, Shape shape) {}

    TrainedConstants(GraphProto graph, Map<String, Constant> constants) {
        this.constants = constants;
        graph.getNodeList().forEach(node -> node.getOutputList().forEach(output -> producers.put(output, node)));
    }

    /** The trained constants of the operation, by port. */
    List<Weight> of(NodeProto node, Op op) {
        List<Weight> weights = new ArrayList<>();
        int groups = (int) Protos.integer(node, "group", 1);
        switch (op) {
            case CONV ->
                at(node, 1)
                        .filter(c -> c.rank() >= 3)
                        .ifPresent(c -> weights.add(new Weight(c.value(), 1, 0, 1, groups, 2)));
            case CONV_TRANSPOSE ->
                at(node, 1)
                        .filter(c -> c.rank() >= 3)
                        .ifPresent(c -> weights.add(new Weight(c.value(), 1, 1, 0, groups, 2)));
            case MATMUL -> {
                at(node, 0).filter(c -> c.rank() >= 1).ifPresent(c -> weights.add(product(c, 0, c.rank() - 2, -1)));
                at(node, 1).filter(c -> c.rank() >= 1).ifPresent(c -> weights.add(product(c, 1, c.rank() - 1, -1)));
            }
            case GEMM -> {
                int left = Protos.integer(node, "transA", 0) == 1 ? 1 : 0;
                int right = Protos.integer(node, "transB", 0) == 1 ? 0 : 1;
                at(node, 0).ifPresent(c -> weights.add(product(c, 0, left, 2)));
                at(node, 1).ifPresent(c -> weights.add(product(c, 1, right, 2)));
            }
            case GATHER, EMBEDDING ->
                at(node, 0)
                        .filter(c -> c.type() == DataType.FLOAT32 && c.rank() >= 1)
                        .ifPresent(c -> weights.add(new Weight(c.value(), 0, 0, -1, 1, -1)));
            default -> {}
        }
        return weights;
    }

    /** A factor of a product; one of a single axis has no channels but that axis. */
    private static Weight product(Found found, int port, int outputAxis, int biasPort) {
        int axis = found.rank() == 1 ? 0 : outputAxis;
        int inputAxis = found.rank() == 1 ? 0 : 2 * found.rank() - 3 - axis;
        return new Weight(found.value(), port, axis, inputAxis, 1, biasPort);
    }

    private Optional<Found> at(NodeProto node, int port) {
        return node.getInputCount() > port
                ? find(node.getInput(port), 0).filter(found -> found.type().isFloating())
                : Optional.empty();
    }

    private Optional<Found> find(String value, int depth) {
        Constant constant = constants.get(value);
        if (constant != null) {
            var shape = constant.shape();
            return Optional.of(new Found(value, constant.type(), shape.rank(), shape));
        }
        NodeProto producer = producers.get(value);
        if (producer == null
                || producer.getInputCount() == 0 && !producer.getOpType().equals("Constant")
                || depth > 8) {
            return Optional.empty();
        }
        return switch (producer.getOpType()) {
            case "Constant" ->
                Protos.attribute(producer, "value").map(tensor -> {
                    var shape = Protos.shape(tensor.getT());
                    return new Found(value, DataTypes.of(tensor.getT().getDataType()), shape.rank(), shape);
                });
            case "Identity", "Transpose" ->
                find(producer.getInput(0), depth + 1).map(found -> new Found(value, found.type(), found.rank(), null));
            case "Reshape" ->
                find(producer.getInput(0), depth + 1)
                        .flatMap(found -> rankOf(producer).map(rank -> new Found(value, found.type(), rank, null)));
            default -> Optional.empty();
        };
    }

    private Optional<Integer> rankOf(NodeProto reshape) {
        return reshape.getInputCount() > 1
                ? find(reshape.getInput(1), 0)
                        .map(Found::shape)
                        .filter(shape -> shape != null && shape.rank() == 1)
                        .map(shape -> (int) shape.dim(0))
                : Optional.empty();
    }
}
