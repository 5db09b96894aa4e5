package octet.onnx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import octet.folding.Fold;
import octet.graph.Node;
import octet.graph.Weight;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.NodeProto;

/** Writes folded weights and biases into a model and leaves out the operations that they replace. */
final class FoldWriter {

    private FoldWriter() {}

    static ModelProto apply(ModelProto model, List<Fold> folds) {
        if (folds.isEmpty()) {
            return model;
        }
        Map<String, Fold> byNode = new HashMap<>();
        Set<String> removed = new HashSet<>();
        for (Fold fold : folds) {
            byNode.put(fold.node().name(), fold);
            fold.removed().stream().map(Node::name).forEach(removed::add);
        }
        var builder = model.toBuilder();
        var graph = builder.getGraphBuilder().clearNode();
        for (NodeProto node : model.getGraph().getNodeList()) {
            Fold fold = byNode.get(node.getName());
            if (fold != null) {
                Weight weight = fold.node().weight().orElseThrow();
                String weights = node.getName() + "/folded_weights";
                String bias = node.getName() + "/folded_bias";
                long[] dims = model.getGraph().getInitializerList().stream()
                        .filter(tensor -> tensor.getName().equals(weight.constant()))
                        .findFirst()
                        .map(tensor -> Protos.shape(tensor).toArray())
                        .orElseThrow();
                graph.addInitializer(Protos.floats(weights, fold.weights(), dims));
                graph.addInitializer(Protos.floats(bias, fold.bias(), fold.bias().length));
                graph.addNode(folded(node, fold, weight, weights, bias));
            } else if (!removed.contains(node.getName())) {
                graph.addNode(node);
            }
        }
        return Initializers.withoutUnused(builder.build());
    }

    private static NodeProto folded(NodeProto node, Fold fold, Weight weight, String weights, String bias) {
        var builder = node.toBuilder().setInput(weight.port(), weights).setOutput(0, fold.output());
        return NodeInputs.set(builder, weight.biasPort(), bias).build();
    }
}
