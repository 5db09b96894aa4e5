package octet.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import octet.onnx.proto.AttributeProto;
import octet.onnx.proto.GraphProto;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.NodeProto;
import octet.onnx.proto.TensorProto;
import octet.onnx.proto.ValueInfoProto;

/**
 * Rewrites a model whose numbers have 16 bits, float16 or bfloat16, for float32, in which ONNX Runtime computes on a CPU
 * anyhow and knows int8 kernels: every such number is a float32 too. Inputs and outputs keep their types, with a Cast
 * behind and before.
 */
final class HalfPrecision {

    private static final Set<Integer> HALVES =
            Set.of(TensorProto.DataType.FLOAT16.getNumber(), TensorProto.DataType.BFLOAT16.getNumber());

    private static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();

    /** Attributes that name a type of elements, whatever the operation. */
    private static final Set<String> TYPES = Set.of("to", "dtype", "output_dtype", "stash_type", "softmax_precision");

    private final OnnxWeights weights;
    private final Path folder;
    private final Map<String, String> renamed = new HashMap<>();

    private HalfPrecision(OnnxWeights weights) {
        this.weights = weights;
        this.folder = weights.folder();
    }

    /** The same model in float32; empty where it has no numbers of 16 bits, or is too large to be held twice as large. */
    static Optional<OnnxWeights> widened(OnnxWeights weights) {
        ModelProto model = weights.model();
        boolean fits = !weights.isLarge() && 2 * weights.bytes() <= OnnxWeights.LARGEST_WHOLE;
        return fits && model.getFunctionsCount() == 0 && hasHalves(model.getGraph())
                ? Optional.of(new HalfPrecision(weights).widened())
                : Optional.empty();
    }

    private static boolean hasHalves(GraphProto graph) {
        return graph.getInitializerList().stream().anyMatch(tensor -> HALVES.contains(tensor.getDataType()))
                || graph.getInputList().stream().anyMatch(HalfPrecision::isHalf)
                || graph.getNodeList().stream()
                        .flatMap(node -> node.getAttributeList().stream())
                        .anyMatch(HalfPrecision::hasHalves);
    }

    private static boolean hasHalves(AttributeProto attribute) {
        return attribute.hasT() && HALVES.contains(attribute.getT().getDataType())
                || isHalfType(attribute)
                || attribute.hasG() && hasHalves(attribute.getG());
    }

    private static boolean isHalfType(AttributeProto attribute) {
        return TYPES.contains(attribute.getName())
                && attribute.getType() == AttributeProto.AttributeType.INT
                && HALVES.contains((int) attribute.getI());
    }

    private static boolean isHalf(ValueInfoProto value) {
        return HALVES.contains(value.getType().getTensorType().getElemType());
    }

    private OnnxWeights widened() {
        GraphProto graph = withTypedOutputs(weights.model().getGraph());
        var names = new FreshNames(weights.model());
        List<NodeProto> before = new ArrayList<>();
        List<NodeProto> behind = new ArrayList<>();
        Set<String> inputs = new HashSet<>();
        for (ValueInfoProto input : graph.getInputList()) {
            inputs.add(input.getName());
            if (isHalf(input)) {
                String wide = names.of(input.getName() + "_float32");
                renamed.put(input.getName(), wide);
                before.add(cast(names, input.getName(), wide, FLOAT));
            }
        }
        for (ValueInfoProto output : graph.getOutputList()) {
            String name = output.getName();
            if (isHalf(output) && !inputs.contains(name)) {
                String wide = names.of(name + "_float32");
                renamed.put(name, wide);
                behind.add(
                        cast(names, wide, name, output.getType().getTensorType().getElemType()));
            }
        }
        GraphProto.Builder wide = inner(graph).toBuilder()
                .clearInput()
                .addAllInput(graph.getInputList())
                .clearOutput()
                .addAllOutput(graph.getOutputList());
        List<NodeProto> nodes = List.copyOf(wide.getNodeList());
        wide.clearNode().addAllNode(before).addAllNode(nodes).addAllNode(behind);
        return weights.with(weights.model().toBuilder().setGraph(wide).build());
    }

    private static NodeProto cast(FreshNames names, String from, String to, int type) {
        return Protos.node("Cast", names.of(to + "/Cast"), List.of(from), to, Protos.integer("to", type));
    }

    /** Outputs may leave their types to be inferred, which the runtime has done. */
    private GraphProto withTypedOutputs(GraphProto graph) {
        boolean typed = graph.getOutputList().stream()
                .allMatch(output -> output.getType().getTensorType().getElemType() != 0);
        if (typed) {
            return graph;
        }
        var builder = graph.toBuilder();
        try (OrtSession session = OrtSessions.open(weights)) {
            for (ValueInfoProto.Builder output : builder.getOutputBuilderList()) {
                if (session.getOutputInfo().get(output.getName()).getInfo() instanceof TensorInfo info
                        && (info.type == OnnxJavaType.FLOAT16 || info.type == OnnxJavaType.BFLOAT16)) {
                    var half = info.type == OnnxJavaType.FLOAT16
                            ? TensorProto.DataType.FLOAT16
                            : TensorProto.DataType.BFLOAT16;
                    output.getTypeBuilder().getTensorTypeBuilder().setElemType(half.getNumber());
                }
            }
        } catch (OrtException e) {
            throw new IllegalStateException("a session that was opened cannot be asked or closed", e);
        }
        return builder.build();
    }

    /** A graph in float32, its inputs and outputs as well. */
    private GraphProto inner(GraphProto graph) {
        var builder = graph.toBuilder();
        builder.getInitializerBuilderList().forEach(this::widen);
        builder.getInputBuilderList().forEach(HalfPrecision::widen);
        builder.getValueInfoBuilderList().forEach(HalfPrecision::widen);
        builder.getOutputBuilderList().forEach(output -> {
            widen(output);
            output.setName(named(output.getName()));
        });
        builder.getNodeBuilderList().forEach(this::widen);
        return builder.build();
    }

    private void widen(NodeProto.Builder node) {
        for (int i = 0; i < node.getInputCount(); i++) {
            node.setInput(i, named(node.getInput(i)));
        }
        for (int i = 0; i < node.getOutputCount(); i++) {
            node.setOutput(i, named(node.getOutput(i)));
        }
        for (AttributeProto.Builder attribute : node.getAttributeBuilderList()) {
            if (attribute.hasG()) {
                attribute.setG(inner(attribute.getG()));
            } else if (attribute.hasT()) {
                widen(attribute.getTBuilder());
            } else if (isHalfType(attribute.build())) {
                attribute.setI(FLOAT);
            }
        }
    }

    private String named(String value) {
        return renamed.getOrDefault(value, value);
    }

    private void widen(TensorProto.Builder tensor) {
        if (HALVES.contains(tensor.getDataType())) {
            float[] values = new OnnxConstant(tensor.build(), folder).floats();
            long[] dims = tensor.getDimsList().stream().mapToLong(dim -> dim).toArray();
            TensorProto wide = Protos.floats(tensor.getName(), values, dims);
            tensor.clear().mergeFrom(wide);
        }
    }

    private static void widen(ValueInfoProto.Builder value) {
        if (isHalf(value.build())) {
            value.getTypeBuilder().getTensorTypeBuilder().setElemType(FLOAT);
        }
    }
}
