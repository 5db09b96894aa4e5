package octet.onnx;

import java.util.ArrayList;
import java.util.List;
import octet.onnx.proto.AttributeProto;
import octet.onnx.proto.GraphProto;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.NodeProto;

/**
 * Rewrites a model for a later opset: one of opset 7 to 12 for opset 13, the first whose DequantizeLinear takes a scale
 * for each channel; and that for opset 21, the first with integers of 16 bits, where a plan holds some. Operators that
 * changed on the way are rewritten by {@link UpgradeRules} and {@link LaterUpgradeRules}, in sub-graphs too; all others
 * mean the same.
 */
final class OpsetUpgrade {

    static final int TARGET = 13;

    /** The first opset whose QuantizeLinear gives 16 bits. */
    static final int SIXTEEN_BITS = 21;

    private final Rules rules;

    private OpsetUpgrade(Rules rules) {
        this.rules = rules;
    }

    /** What takes the place of an operation; new constants are added to the graph. */
    @FunctionalInterface
    interface Rules {
        List<NodeProto> apply(NodeProto node, GraphProto.Builder graph);
    }

    /** From opset 7 to 12 to opset 13. */
    static OnnxWeights upgrade(OnnxWeights weights) {
        var rules = new UpgradeRules(Protos.opset(weights.model()), RankProbe.ofSoftmaxInputs(weights));
        return weights.with(upgrade(weights.model(), rules::apply, TARGET, 7));
    }

    /**
     * From opset 13 to 20 to opset 21; a model of a later one stays as it is. Operations keep their names and ports.
     *
     * @throws octet.problem.UnsupportedModelException when an operator has no equal in opset 21
     */
    static OnnxWeights upgradeForSixteenBits(OnnxWeights weights) {
        int opset = Protos.opset(weights.model());
        if (opset >= SIXTEEN_BITS) {
            return weights;
        }
        var rules = new LaterUpgradeRules(opset);
        return weights.with(upgrade(weights.model(), rules::apply, SIXTEEN_BITS, 10));
    }

    /**
     * @param irVersion the oldest version of the file format that belongs to the opset
     */
    private static ModelProto upgrade(ModelProto model, Rules rules, int opset, int irVersion) {
        GraphProto graph = new OpsetUpgrade(rules).graph(model.getGraph());
        return Protos.withOpset(model, opset).toBuilder()
                .setGraph(graph)
                .setIrVersion(Math.max(irVersion, model.getIrVersion()))
                .build();
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
