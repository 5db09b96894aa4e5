package octet.onnx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import octet.onnx.proto.ModelProto;

/** Gives every node a name of its own: the format allows empty and repeated ones, rules and reports need one. */
final class NodeNames {

    private NodeNames() {}

    static ModelProto unique(ModelProto model) {
        var builder = model.toBuilder();
        var graph = builder.getGraphBuilder();
        Set<String> taken = new HashSet<>();
        Map<String, Integer> repeats = new HashMap<>();
        for (int i = 0; i < graph.getNodeCount(); i++) {
            var node = graph.getNodeBuilder(i);
            String wanted = node.getName().isEmpty() ? node.getOpType() + "_" + i : node.getName();
            String name = wanted;
            while (!taken.add(name)) {
                name = wanted + "_" + repeats.merge(wanted, 1, Integer::sum);
            }
            node.setName(name);
        }
        return builder.build();
    }
}
