package octet.onnx;

import java.util.ArrayList;
import java.util.List;
import octet.onnx.proto.AttributeProto;
import octet.onnx.proto.GraphProto;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.NodeProto;

/**
 * Rewrites a model of opset 7 to 12 for opset 13, the first whose DequantizeLinear takes a scale for each channel.
 * Operators that changed on the way are rewritten by {@link UpgradeRules}, in sub-graphs too; all others mean the same.
 */
final class OpsetUpgrade {

    static final int TARGET = 13;

    /** The oldest version of the file format that belongs to opset 13. */
    private static final int IR_VERSION = 7;

    private final UpgradeRules rules;

    private OpsetUpgrade(UpgradeRules rules) {
        this.rules = rules;
    }

    static OnnxWeights upgrade(OnnxWeights weights) {
        ModelProto model = weights.model();
        var upgrade = new OpsetUpgrade(new UpgradeRules(Protos.opset(model), RankProbe.ofSoftmaxInputs(weights)));
        GraphProto graph = upgrade.graph(model.getGraph());
        return weights.with(Protos.withOpset(model, TARGET).toBuilder()
                .setGraph(graph)
                .setIrVersion(Math.max(IR_VERSION, model.getIrVersion()))
                .build());
    }

    private GraphProto graph(GraphProto graph) {
        var builder = graph.toBuilder().clearNode();
        List<NodeProto> nodes = new ArrayList<>();
        for (NodeProto node : graph.getNodeList()) {
            NodeProto inner = withUpgradedBodies(node);
            nodes.addAll(Protos.isStandard(node.getDomain()) ? rules.apply(inner, builder) : List.of(inner));
        }
        return builder.addAllNode(nodes).build();
    }

    private NodeProto withUpgradedBodies(NodeProto node) {
        if (node.getAttributeList().stream().noneMatch(AttributeProto::hasG)) {
            return node;
        }
        var builder = node.toBuilder();
        for (int i = 0; i < builder.getAttributeCount(); i++) {
            if (builder.getAttribute(i).hasG()) {
                builder.getAttributeBuilder(i)
                        .setG(graph(builder.getAttribute(i).getG()));
            }
        }
        return builder.build();
    }
}
