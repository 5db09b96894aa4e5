package octet.onnx;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import octet.graph.Constant;
import octet.graph.DataType;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Op;
import octet.graph.Saturation;
import octet.graph.Shape;
import octet.graph.ValueInfo;
import octet.graph.Weight;
import octet.onnx.proto.AttributeProto;
import octet.onnx.proto.GraphProto;
import octet.onnx.proto.NodeProto;
import octet.onnx.proto.ValueInfoProto;

/** Reads an ONNX model, simplified or not, into the neutral graph. */
final class GraphReader {

    /** Smaller look-up tables gain nothing. */
    private static final int SMALLEST_TABLE = 1024;

    private final Map<String, Constant> constants = new HashMap<>();

    private final Set<String> withoutWeight;

    private GraphReader(GraphProto graph, Path folder, Set<String> withoutWeight) {
        this.withoutWeight = withoutWeight;
        graph.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), new OnnxConstant(tensor, folder)));
        graph.getSparseInitializerList()
                .forEach(tensor -> constants.put(tensor.getValues().getName(), new SparseConstant(tensor)));
    }

    static Graph read(OnnxWeights weights) {
        return read(weights, Set.of());
    }

    /** As {@link #read(OnnxWeights)}, with operations that are taken to have no weights that could be int8. */
    static Graph read(OnnxWeights weights, Set<String> withoutWeight) {
        GraphProto graph = weights.model().getGraph();
        var reader = new GraphReader(graph, weights.folder(), withoutWeight);
        var trained = new TrainedConstants(graph, reader.constants);
        List<Node> nodes = graph.getNodeList().stream()
                .map(node -> reader.node(node, trained))
                .toList();
        List<ValueInfo> inputs = graph.getInputList().stream()
                .filter(input -> !reader.constants.containsKey(input.getName()))
                .map(GraphReader::value)
                .toList();
        List<ValueInfo> outputs =
                graph.getOutputList().stream().map(GraphReader::value).toList();
        Set<String> captured = new HashSet<>();
        graph.getNodeList().forEach(node -> capture(node, captured));
        return new Graph(nodes, inputs, outputs, reader.constants.values(), captured, ValueTypes.of(graph));
    }

    private static ValueInfo value(ValueInfoProto value) {
        var tensor = value.getType().getTensorType();
        Shape shape = tensor.hasShape()
                ? new Shape(tensor.getShape().getDimList().stream()
                        .map(dim -> dim.hasDimValue() && dim.getDimValue() >= 0 ? dim.getDimValue() : Shape.DYNAMIC)
                        .toList())
                : null;
        return new ValueInfo(value.getName(), DataTypes.of(tensor.getElemType()), shape);
    }

    /** All names that a node's sub-graphs read; some are their own, which does no harm. */
    private static void capture(NodeProto node, Set<String> captured) {
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.hasG()) {
                attribute.getG().getNodeList().forEach(inner -> {
                    captured.addAll(inner.getInputList());
                    capture(inner, captured);
                });
                attribute.getG().getOutputList().forEach(output -> captured.add(output.getName()));
            }
        }
    }

    private Node node(NodeProto node, TrainedConstants trained) {
        Op op = op(node);
        Optional<Weight> weight = withoutWeight.contains(node.getName()) ? Optional.empty() : weight(node, op);
        if (op == Op.GATHER && weight.isPresent()) {
            op = Op.EMBEDDING;
        }
        boolean nonNegative = op.isNonNegative() || op == Op.CLIP && bound(node, 1, Double.NEGATIVE_INFINITY) >= 0;
        return new Node(
                node.getName(),
                op,
                node.getOpType(),
                node.getInputList(),
                node.getOutputList(),
                weight,
                nonNegative,
                withoutWeight.contains(node.getName()) ? List.of() : trained.of(node, op),
                saturation(node, op));
    }

    private Saturation saturation(NodeProto node, Op op) {
        return switch (op) {
            case RELU -> new Saturation(0, Double.POSITIVE_INFINITY);
            case CLIP ->
                new Saturation(bound(node, 1, Double.NEGATIVE_INFINITY), bound(node, 2, Double.POSITIVE_INFINITY));
            case HARD_SIGMOID -> {
                double slope = Protos.real(node, "alpha", 0.2f);
                double offset = Protos.real(node, "beta", 0.5f);
                yield slope > 0 ? new Saturation(-offset / slope, (1 - offset) / slope) : Saturation.NONE;
            }
            case HARD_SWISH -> new Saturation(-3, Double.POSITIVE_INFINITY);
            default -> Saturation.NONE;
        };
    }

    private static Op op(NodeProto node) {
        if (node.getAttributeList().stream().anyMatch(a -> a.hasG() || a.getGraphsCount() > 0)) {
            return Op.SUBGRAPH;
        }
        return Protos.isStandard(node.getDomain()) ? OpNames.of(node.getOpType()) : Op.OTHER;
    }

    private double bound(NodeProto clip, int port, double absent) {
        Constant bound = clip.getInputCount() > port ? constants.get(clip.getInput(port)) : null;
        return bound != null
                        && bound.type() == DataType.FLOAT32
                        && bound.shape().elements() == 1
                ? bound.floats()[0]
                : absent;
    }

    private Optional<Weight> weight(NodeProto node, Op op) {
        return switch (op) {
            case CONV ->
                constantAt(node, 1)
                        .filter(c -> c.shape().rank() >= 3)
                        .map(c -> new Weight(
                                c.name(), 1, 0, 1, (int) Protos.integer(node, "group", 1), 2, isPadded(node)));
            case CONV_TRANSPOSE ->
                constantAt(node, 1)
                        .filter(c -> c.shape().rank() >= 3)
                        .map(c -> new Weight(c.name(), 1, 1, 0, (int) Protos.integer(node, "group", 1), 2));
            case MATMUL ->
                constantAt(node, 1)
                        .filter(c -> c.shape().rank() >= 2)
                        .map(c -> new Weight(
                                c.name(), 1, c.shape().rank() - 1, c.shape().rank() - 2, 1, -1));
            case GEMM ->
                constantAt(node, 1).filter(c -> isPlain(node)).map(c -> {
                    int output = Protos.integer(node, "transB", 0) == 1 ? 0 : 1;
                    return new Weight(c.name(), 1, output, 1 - output, 1, 2);
                });
            case GATHER ->
                constantAt(node, 0)
                        .filter(c -> Protos.integer(node, "axis", 0) == 0)
                        .filter(c -> c.type() == DataType.FLOAT32 && c.shape().rank() == 2)
                        .filter(c -> c.shape().elements() >= SMALLEST_TABLE)
                        .map(c -> new Weight(c.name(), 0, 1, -1, 1, -1));
            default -> Optional.empty();
        };
    }

    private Optional<Constant> constantAt(NodeProto node, int port) {
        return node.getInputCount() > port ? Optional.ofNullable(constants.get(node.getInput(port))) : Optional.empty();
    }

    private static boolean isPadded(NodeProto convolution) {
        return convolution.getAttributeList().stream()
                .anyMatch(attribute -> attribute.getName().equals("auto_pad")
                                && attribute.getS().toStringUtf8().startsWith("SAME")
                        || attribute.getName().equals("pads")
                                && attribute.getIntsList().stream().anyMatch(pad -> pad != 0));
    }

    private static boolean isPlain(NodeProto gemm) {
        return Protos.real(gemm, "alpha", 1) == 1
                && Protos.real(gemm, "beta", 1) == 1
                && Protos.integer(gemm, "transA", 0) == 0;
    }
}
