package octet.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import octet.graph.DataType;
import octet.onnx.proto.AttributeProto;
import octet.onnx.proto.GraphProto;
import octet.onnx.proto.NodeProto;
import octet.onnx.proto.ValueInfoProto;

/**
 * Finds the types of a graph's values: those that the file declares, else by the operators' definitions, which for most
 * of them say that all values are of the type of the first input. What cannot be found is left out.
 */
final class ValueTypes {

    private static final List<String> BOOLEAN = List.of(
            "Equal", "Less", "LessOrEqual", "Greater", "GreaterOrEqual", "And", "Or", "Xor", "Not", "IsNaN", "IsInf");
    private static final List<String> INT64 =
            List.of("Shape", "Size", "ArgMax", "ArgMin", "NonZero", "NonMaxSuppression");
    private static final List<String> INT32 = List.of("ConvInteger", "MatMulInteger", "Multinomial");
    private static final List<String> AS_SECOND = List.of("Where", "CastLike", "DequantizeLinear");

    private final Map<String, DataType> types = new HashMap<>();

    private ValueTypes() {}

    /** The types of the values that are known, by name. */
    static Map<String, DataType> of(GraphProto graph) {
        var found = new ValueTypes();
        graph.getInitializerList()
                .forEach(tensor -> found.types.put(tensor.getName(), DataTypes.of(tensor.getDataType())));
        graph.getInputList().forEach(found::declared);
        graph.getValueInfoList().forEach(found::declared);
        graph.getOutputList().forEach(found::declared);
        // The file's order is topological, so that the types of inputs are known before those of outputs.
        graph.getNodeList().forEach(found::infer);
        return found.types;
    }

    private void declared(ValueInfoProto value) {
        if (value.getType().hasTensorType() && value.getType().getTensorType().getElemType() != 0) {
            types.put(
                    value.getName(),
                    DataTypes.of(value.getType().getTensorType().getElemType()));
        }
    }

    private void infer(NodeProto node) {
        if (!Protos.isStandard(node.getDomain())) {
            return;
        }
        for (int port = 0; port < node.getOutputCount(); port++) {
            String output = node.getOutput(port);
            if (!output.isEmpty() && !types.containsKey(output)) {
                type(node, port).ifPresent(type -> types.put(output, type));
            }
        }
    }

    private Optional<DataType> type(NodeProto node, int port) {
        String op = node.getOpType();
        if (BOOLEAN.contains(op) || op.equals("Dropout") && port == 1) {
            return Optional.of(DataType.BOOL);
        }
        if (INT64.contains(op)
                || port > 0 && List.of("TopK", "MaxPool", "Unique").contains(op)) {
            return Optional.of(DataType.INT64);
        }
        if (INT32.contains(op)) {
            return Optional.of(DataType.INT32);
        }
        if (AS_SECOND.contains(op)) {
            return input(node, 1);
        }
        return switch (op) {
            case "Constant" -> constant(node);
            case "ConstantOfShape" -> constant(node).or(() -> Optional.of(DataType.FLOAT32));
            case "Cast" -> Protos.attribute(node, "to").map(to -> DataTypes.of((int) to.getI()));
            case "OneHot", "QuantizeLinear", "QLinearConv", "QLinearMatMul" -> quantized(node);
            case "DynamicQuantizeLinear" -> Optional.of(port == 1 ? DataType.FLOAT32 : DataType.UINT8);
            case "EyeLike", "RandomNormal", "RandomUniform", "RandomNormalLike", "RandomUniformLike", "Bernoulli" ->
                Protos.attribute(node, "dtype")
                        .map(type -> DataTypes.of((int) type.getI()))
                        .or(() -> input(node, 0));
            case "If" -> branch(node, port);
            case "Loop", "Scan", "Optional", "OptionalGetElement", "SequenceAt" -> Optional.empty();
            default -> input(node, 0);
        };
    }

    private Optional<DataType> input(NodeProto node, int port) {
        return node.getInputCount() > port ? Optional.ofNullable(types.get(node.getInput(port))) : Optional.empty();
    }

    /** The type of the last of the first inputs that holds one by definition: the zero point, or OneHot's values. */
    private Optional<DataType> quantized(NodeProto node) {
        int port = node.getOpType().startsWith("QLinear") ? 7 : 2;
        return input(node, port)
                .or(() -> node.getOpType().equals("QuantizeLinear") ? Optional.of(DataType.UINT8) : Optional.empty());
    }

    private static Optional<DataType> constant(NodeProto node) {
        for (AttributeProto attribute : node.getAttributeList()) {
            switch (attribute.getName()) {
                case "value" -> {
                    return Optional.of(DataTypes.of(attribute.getT().getDataType()));
                }
                case "value_float", "value_floats" -> {
                    return Optional.of(DataType.FLOAT32);
                }
                case "value_int", "value_ints" -> {
                    return Optional.of(DataType.INT64);
                }
                case "value_string", "value_strings" -> {
                    return Optional.of(DataType.OTHER);
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    private static Optional<DataType> branch(NodeProto node, int port) {
        return Protos.attribute(node, "then_branch")
                .map(AttributeProto::getG)
                .filter(branch -> branch.getOutputCount() > port)
                .map(branch -> DataTypes.of(
                        branch.getOutput(port).getType().getTensorType().getElemType()));
    }
}
