package octet.onnx;

import java.util.List;
import octet.onnx.proto.AttributeProto;
import octet.onnx.proto.GraphProto;
import octet.onnx.proto.NodeProto;
import octet.onnx.proto.TensorProto;

/** Sets inputs of a node, optional ones that were left out among them. */
final class NodeInputs {

    private NodeInputs() {}

    static NodeProto.Builder set(NodeProto.Builder node, int port, String value) {
        while (node.getInputCount() <= port) {
            node.addInput("");
        }
        return node.setInput(port, value);
    }

    /** Moves attributes to inputs behind the first, in this order; absent ones leave their inputs out. */
    static NodeProto fromAttributes(NodeProto node, GraphProto.Builder graph, String... names) {
        var builder = without(node, names).toBuilder();
        for (int i = 0; i < names.length; i++) {
            var attribute = Protos.attribute(node, names[i]);
            if (attribute.isPresent()) {
                set(builder, 1 + i, constant(node, attribute.get(), graph));
            }
        }
        return builder.build();
    }

    private static String constant(NodeProto node, AttributeProto attribute, GraphProto.Builder graph) {
        String name = node.getOutput(0) + "/" + attribute.getName();
        graph.addInitializer(
                switch (attribute.getType()) {
                    case FLOAT -> Protos.floats(name, new float[] {attribute.getF()});
                    case FLOATS -> floats(name, attribute);
                    case INT -> Protos.longs(name, new long[] {attribute.getI()}, 1);
                    default ->
                        Protos.longs(
                                name,
                                attribute.getIntsList().stream()
                                        .mapToLong(Long::longValue)
                                        .toArray(),
                                attribute.getIntsCount());
                });
        return name;
    }

    private static TensorProto floats(String name, AttributeProto attribute) {
        float[] values = new float[attribute.getFloatsCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = attribute.getFloats(i);
        }
        return Protos.floats(name, values, values.length);
    }

    /** The node without some attributes. */
    static NodeProto without(NodeProto node, String... names) {
        var unwanted = List.of(names);
        var builder = node.toBuilder().clearAttribute();
        node.getAttributeList().stream()
                .filter(attribute -> !unwanted.contains(attribute.getName()))
                .forEach(builder::addAttribute);
        return builder.build();
    }
}
