package octet.onnx;

import java.util.HashSet;
import java.util.Set;
import octet.onnx.proto.AttributeProto;
import octet.onnx.proto.GraphProto;
import octet.onnx.proto.ModelProto;

/** Tidies the initializers of a model. */
final class Initializers {

    private Initializers() {}

    /** The model without initializers that nothing reads. */
    static ModelProto withoutUnused(ModelProto model) {
        Set<String> used = new HashSet<>();
        model.getGraph().getOutputList().forEach(output -> used.add(output.getName()));
        collect(model.getGraph(), used);
        var builder = model.toBuilder();
        var graph = builder.getGraphBuilder().clearInitializer();
        model.getGraph().getInitializerList().stream()
                .filter(tensor -> used.contains(tensor.getName()))
                .forEach(graph::addInitializer);
        return builder.build();
    }

    private static void collect(GraphProto graph, Set<String> used) {
        graph.getNodeList().forEach(node -> {
            used.addAll(node.getInputList());
            for (AttributeProto attribute : node.getAttributeList()) {
                if (attribute.hasG()) {
                    attribute.getG().getOutputList().forEach(output -> used.add(output.getName()));
                    collect(attribute.getG(), used);
                }
            }
        });
    }
}
