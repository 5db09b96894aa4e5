package octet.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import octet.graph.Constant;
import octet.graph.Use;
import octet.onnx.proto.AttributeProto;
import octet.onnx.proto.GraphProto;
import octet.onnx.proto.NodeProto;
import octet.onnx.proto.TensorProto;
import octet.onnx.proto.TypeProto;
import octet.onnx.proto.ValueInfoProto;

/** A graph that is being written: what is added to it, under fresh names, and which value is read where instead. */
final class QdqGraph {

    private final GraphProto.Builder graph;
    private final FreshNames names;
    private final Map<Use, String> replaced = new HashMap<>();
    private final Map<String, String> renamed = new HashMap<>();

    /** @param graph the model's graph without its nodes */
    QdqGraph(GraphProto.Builder graph, FreshNames names) {
        this.graph = graph;
        this.names = names;
    }

    String fresh(String wanted) {
        return names.of(wanted);
    }

    /** Lets a place read another value; the last word counts. */
    void replace(Use use, String value) {
        replaced.put(use, value);
    }

    /** Gives a value of the model another name wherever it is not replaced. */
    void rename(String value, String name) {
        renamed.put(value, name);
    }

    /** What a value of the model is called now. */
    String nameOf(String value) {
        return renamed.getOrDefault(value, value);
    }

    void add(TensorProto initializer) {
        graph.addInitializer(initializer);
    }

    void node(NodeProto node) {
        graph.addNode(node);
    }

    void node(String type, String name, List<String> inputs, String output, AttributeProto... attributes) {
        graph.addNode(Protos.node(type, name, inputs, output, attributes));
    }

    void dequantize(List<String> inputs, String output, int axis) {
        String name = names.of(inputs.get(0) + "/DequantizeLinear");
        node("DequantizeLinear", name, inputs, output, Protos.integer("axis", axis));
    }

    /** Adds a float constant under a name of its own. */
    String constant(Constant constant) {
        String name = names.of(constant.name());
        add(Protos.floats(name, constant.floats(), constant.shape().toArray()));
        return name;
    }

    /** Adds a float input. */
    void input(String name, long[] dims) {
        var tensor = TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT.getNumber());
        for (long dim : dims) {
            tensor.getShapeBuilder().addDimBuilder().setDimValue(dim);
        }
        graph.addInput(ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor)));
    }

    /** A copy of a node of the model that reads what is to be read instead. */
    NodeProto.Builder rewired(NodeProto node) {
        var copy = node.toBuilder();
        int ports = node.getInputCount() + 2;
        for (int port = 0; port < ports; port++) {
            String value = replaced.get(new Use(node.getName(), port));
            if (value != null) {
                NodeInputs.set(copy, port, value);
            } else if (port < node.getInputCount()) {
                copy.setInput(port, nameOf(node.getInput(port)));
            }
        }
        for (int i = 0; i < node.getOutputCount(); i++) {
            copy.setOutput(i, nameOf(node.getOutput(i)));
        }
        return copy;
    }
}
