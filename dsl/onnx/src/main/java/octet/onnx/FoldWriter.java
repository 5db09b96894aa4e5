package octet.onnx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import octet.folding.Fold;
import octet.folding.HardSwish;
import octet.graph.Node;
import octet.graph.Weight;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.NodeProto;

/** Writes what was folded into a model and leaves out the operations that it replaces. */
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

    /** Writes each hard swish as a hard sigmoid and a product. */
    static ModelProto shorten(ModelProto model, List<HardSwish> swishes) {
        Map<String, HardSwish> atEnd = new HashMap<>();
        Set<String> removed = new HashSet<>();
        for (HardSwish swish : swishes) {
            swish.operations().stream().map(Node::name).forEach(removed::add);
            atEnd.put(swish.operations().get(3).name(), swish);
        }
        var builder = model.toBuilder();
        var graph = builder.getGraphBuilder().clearNode();
        for (NodeProto node : model.getGraph().getNodeList()) {
            HardSwish swish = atEnd.get(node.getName());
            if (swish != null) {
                String gate = swish.output() + "/gate";
                graph.addNode(Protos.node(
                        "HardSigmoid",
                        node.getName() + "/HardSigmoid",
                        List.of(swish.input()),
                        gate,
                        Protos.real("alpha", HardSwish.SLOPE),
                        Protos.real("beta", HardSwish.OFFSET)));
                graph.addNode(Protos.node("Mul", node.getName(), List.of(swish.input(), gate), swish.output()));
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
