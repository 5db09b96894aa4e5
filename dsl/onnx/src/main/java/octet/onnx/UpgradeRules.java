package octet.onnx;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import octet.onnx.proto.GraphProto;
import octet.onnx.proto.NodeProto;
import octet.problem.UnsupportedModelException;

/** How each standard operator that changed between opset 7 and 13 is written in opset 13 (ONNX's Changelog.md). */
final class UpgradeRules {

    private final int opset;
    private final Map<String, Integer> ranks;

    /**
     * @param opset the version that the model is written in
     * @param ranks the number of axes of values, where known
     */
    UpgradeRules(int opset, Map<String, Integer> ranks) {
        this.opset = opset;
        this.ranks = ranks;
    }

    /** The nodes that take the place of one; new constants are added to the graph. */
    List<NodeProto> apply(NodeProto node, GraphProto.Builder graph) {
        return switch (node.getOpType()) {
            case "Squeeze", "Unsqueeze", "ReduceSum" -> List.of(NodeInputs.fromAttributes(node, graph, "axes"));
            case "Split" -> List.of(NodeInputs.fromAttributes(node, graph, "split"));
            case "Softmax", "LogSoftmax", "Hardmax" -> softmax(node, graph);
            case "Clip" -> opset < 11 ? List.of(NodeInputs.fromAttributes(node, graph, "min", "max")) : List.of(node);
            case "Pad" -> opset < 11 ? List.of(NodeInputs.fromAttributes(node, graph, "pads", "value")) : List.of(node);
            case "Slice" -> opset < 10 ? List.of(slice(node, graph)) : List.of(node);
            case "TopK" -> opset < 10 ? List.of(NodeInputs.fromAttributes(node, graph, "k")) : List.of(node);
            case "Upsample" ->
                ResizeUpgrade.apply(opset < 9 ? NodeInputs.fromAttributes(node, graph, "scales") : node, graph);
            case "Resize" -> opset < 11 ? ResizeUpgrade.apply(node, graph) : List.of(node);
            case "Dropout" -> List.of(NodeInputs.without(node, "ratio"));
            case "BatchNormalization" -> List.of(batchNormalization(node));
            case "Scatter" ->
                List.of(node.toBuilder().setOpType("ScatterElements").build());
            case "Scan" -> List.of(scan(node));
            default -> List.of(node);
        };
    }

    /**
     * Before opset 13 these operators joined all axes from {@code axis} on; since then they look at that one only. Over
     * the last axis both mean the same; else the tensor takes the joined shape for the operator.
     */
    private List<NodeProto> softmax(NodeProto node, GraphProto.Builder graph) {
        long axis = Protos.integer(node, "axis", 1);
        Integer known = ranks.get(node.getInput(0));
        OptionalInt rank = known == null ? OptionalInt.empty() : OptionalInt.of(known);
        boolean last = axis == -1 || rank.isPresent() && axis == rank.getAsInt() - 1;
        if (last) {
            return List.of(NodeInputs.without(node, "axis").toBuilder()
                    .addAttribute(Protos.integer("axis", -1))
                    .build());
        }
        String name = node.getOutput(0);
        String shape = name + "/shape";
        String flat = name + "/flat";
        String result = name + "/flat_result";
        return List.of(
                Protos.node("Shape", shape, List.of(node.getInput(0)), shape),
                Protos.node("Flatten", flat, List.of(node.getInput(0)), flat, Protos.integer("axis", axis)),
                Protos.node(node.getOpType(), node.getName(), List.of(flat), result, Protos.integer("axis", -1)),
                Protos.node("Reshape", name + "/reshape", List.of(result, shape), name));
    }

    private NodeProto slice(NodeProto node, GraphProto.Builder graph) {
        return NodeInputs.fromAttributes(node, graph, "starts", "ends", "axes");
    }

    private static NodeProto batchNormalization(NodeProto node) {
        if (Protos.integer(node, "spatial", 1) == 0) {
            throw new UnsupportedModelException(
                    "The model uses BatchNormalization with spatial=0, which later opsets do not have",
                    "statistics by channel",
                    "export the model with opset 17");
        }
        return NodeInputs.without(node, "spatial");
    }

    private NodeProto scan(NodeProto node) {
        if (opset < 9) {
            throw new UnsupportedModelException(
                    "The model uses Scan of opset 8, whose batch axis later opsets do not have",
                    "Scan of opset 9 or later",
                    "export the model with opset 17");
        }
        return node;
    }
}
