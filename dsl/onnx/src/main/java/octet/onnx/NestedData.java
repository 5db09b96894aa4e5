package octet.onnx;

import java.nio.file.Path;
import octet.onnx.proto.AttributeProto;
import octet.onnx.proto.GraphProto;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.TensorProto;

/** External data of constants and of sub-graphs. It is small, so it is always brought into the model. */
final class NestedData {
    private final Path folder;

    private NestedData(Path folder) {
        this.folder = folder;
    }

    /** The model with all external data inside but that of its own initializers. */
    static ModelProto inline(ModelProto model, Path folder) {
        var builder = model.toBuilder();
        new NestedData(folder).nodes(builder.getGraphBuilder());
        return builder.build();
    }

    private void nodes(GraphProto.Builder graph) {
        for (int i = 0; i < graph.getNodeCount(); i++) {
            for (int k = 0; k < graph.getNode(i).getAttributeCount(); k++) {
                AttributeProto attribute = graph.getNode(i).getAttribute(k);
                if (isExternal(attribute.getT())) {
                    graph.getNodeBuilder(i).getAttributeBuilder(k).setT(ExternalData.inlined(attribute.getT(), folder));
                } else if (attribute.hasG()) {
                    body(graph.getNodeBuilder(i).getAttributeBuilder(k).getGBuilder());
                }
            }
        }
    }

    private void body(GraphProto.Builder graph) {
        for (int i = 0; i < graph.getInitializerCount(); i++) {
            if (isExternal(graph.getInitializer(i))) {
                graph.setInitializer(i, ExternalData.inlined(graph.getInitializer(i), folder));
            }
        }
        nodes(graph);
    }

    private static boolean isExternal(TensorProto tensor) {
        return tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL;
    }
}
