package octet.onnx;

import java.util.HashSet;
import java.util.Set;
import octet.onnx.proto.AttributeProto;
import octet.onnx.proto.GraphProto;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.NodeProto;

/** Names for what is added to a model: those of nothing that is there, inside sub-graphs too. */
final class FreshNames {
    private final Set<String> taken = new HashSet<>();

    FreshNames(ModelProto model) {
        collect(model.getGraph());
    }

    private void collect(GraphProto graph) {
        graph.getInputList().forEach(input -> taken.add(input.getName()));
        graph.getInitializerList().forEach(tensor -> taken.add(tensor.getName()));
        for (NodeProto node : graph.getNodeList()) {
            taken.add(node.getName());
            taken.addAll(node.getOutputList());
            node.getAttributeList().stream().filter(AttributeProto::hasG).forEach(body -> collect(body.getG()));
        }
    }

    /** The wanted name, or with a number behind it where that is taken. */
    String of(String wanted) {
        String name = wanted;
        for (int i = 1; !taken.add(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }
}
