package octet.onnx;

import com.google.protobuf.ByteString;
import java.util.List;
import octet.onnx.proto.GraphProto;
import octet.onnx.proto.NodeProto;
import octet.problem.UnsupportedModelException;

/** How each standard operator that changed between opset 13 and 21 is written in opset 21 (ONNX's Changelog.md). */
final class LaterUpgradeRules {

    private final int opset;

    /** @param opset the version that the model is written in, 13 to 20 */
    LaterUpgradeRules(int opset) {
        this.opset = opset;
    }

    /** The nodes that take the place of one, under its name and with its ports; new constants are added to the graph. */
    List<NodeProto> apply(NodeProto node, GraphProto.Builder graph) {
        return List.of(
                switch (node.getOpType()) {
                    case "BatchNormalization" -> opset < 14 ? batchNormalization(node) : node;
                    case "RoiAlign" -> opset < 16 ? roiAlign(node) : node;
                    case "Split" -> opset < 18 ? split(node) : node;
                    case "ReduceL1",
                            "ReduceL2",
                            "ReduceLogSum",
                            "ReduceLogSumExp",
                            "ReduceMax",
                            "ReduceMean",
                            "ReduceMin",
                            "ReduceProd",
                            "ReduceSumSquare" -> opset < 18 ? NodeInputs.fromAttributes(node, graph, "axes") : node;
                    case "GridSample" -> opset < 20 ? gridSample(node) : node;
                    case "DFT" -> opset < 20 ? dft(node, graph) : node;
                    case "GroupNormalization" -> throw unsupported("GroupNormalization before opset 21", "21");
                    default -> node;
                });
    }

    private static UnsupportedModelException unsupported(String what, String opset) {
        return new UnsupportedModelException(
                "The model uses " + what + ", so it cannot be written for opset 21, which activations of 16 bits need",
                "operators that opset 21 has in the same form",
                "export the model with opset " + opset + ", or quantize activations to 8 bits");
    }

    /** Since opset 14 there are other outputs in training alone. */
    private static NodeProto batchNormalization(NodeProto node) {
        if (node.getOutputList().stream().skip(1).anyMatch(output -> !output.isEmpty())) {
            throw unsupported("BatchNormalization in training, '" + node.getName() + "'", "14 or later for inference");
        }
        return node.toBuilder().clearOutput().addOutput(node.getOutput(0)).build();
    }

    /** Since opset 16 pixels are taken at their middle unless something else is said. */
    private static NodeProto roiAlign(NodeProto node) {
        return node.toBuilder()
                .addAttribute(Protos.string("coordinate_transformation_mode", "output_half_pixel"))
                .build();
    }

    /** Since opset 18 the number of equal parts is said. */
    private static NodeProto split(NodeProto node) {
        boolean sizes = node.getInputCount() > 1 && !node.getInput(1).isEmpty();
        return sizes
                ? node
                : node.toBuilder()
                        .addAttribute(Protos.integer("num_outputs", node.getOutputCount()))
                        .build();
    }

    /** Since opset 20 the modes have the names that hold for any number of axes. */
    private static NodeProto gridSample(NodeProto node) {
        var builder = node.toBuilder();
        for (var attribute : builder.getAttributeBuilderList()) {
            String mode = attribute.getS().toStringUtf8();
            if (attribute.getName().equals("mode") && !mode.equals("nearest")) {
                attribute.setS(ByteString.copyFromUtf8(mode.equals("bicubic") ? "cubic" : "linear"));
            }
        }
        return builder.build();
    }

    /** Since opset 20 the axis is an input, and the one before the last unless it is said; before, it was the second. */
    private static NodeProto dft(NodeProto node, GraphProto.Builder graph) {
        String axis = node.getOutput(0) + "/axis";
        graph.addInitializer(Protos.longs(axis, new long[] {Protos.integer(node, "axis", 1)}));
        var builder = NodeInputs.without(node, "axis").toBuilder();
        NodeInputs.set(builder, 2, axis);
        return builder.build();
    }
}
