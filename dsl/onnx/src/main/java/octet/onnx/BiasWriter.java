package octet.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import octet.graph.Use;
import octet.onnx.proto.GraphProto;
import octet.onnx.proto.TensorProto;
import octet.onnx.proto.TensorShapeProto;
import octet.onnx.proto.TypeProto;
import octet.onnx.proto.ValueInfoProto;
import octet.plan.Bias;

/** Writes biases: as int32 behind DequantizeLinear, as floats, or, for a model to tune, as its inputs. */
final class BiasWriter {

    private final GraphProto source;
    private final GraphProto.Builder graph;
    private final FreshNames names;
    private final QdqWriter qdq;
    private final boolean tunable;
    private final Map<Use, BiasInput> inputs = new HashMap<>();

    /**
     * @param source the float graph
     * @param graph the graph that is written
     */
    BiasWriter(GraphProto source, GraphProto.Builder graph, FreshNames names, QdqWriter qdq, boolean tunable) {
        this.source = source;
        this.graph = graph;
        this.names = names;
        this.qdq = qdq;
        this.tunable = tunable;
    }

    /** The biases that became inputs, by where they are read. */
    Map<Use, BiasInput> inputs() {
        return inputs;
    }

    /** Writes a bias, and returns the name of the value to read. */
    String write(Bias bias) {
        String name = names.of("bias/" + bias.use().node());
        int channels = bias.values().length;
        if (tunable) {
            input(name, bias);
        } else if (bias.isInteger()) {
            String integers = names.of(name + "_int32");
            String scale = names.of(name + "_scale");
            graph.addInitializer(Protos.ints(integers, bias.integers(), channels));
            graph.addInitializer(Protos.floats(scale, bias.scales(), channels));
            qdq.dequantize(List.of(integers, scale), name, 0);
        } else {
            graph.addInitializer(Protos.floats(name, bias.values(), shapeOf(bias)));
        }
        return name;
    }

    private void input(String name, Bias bias) {
        var input = new BiasInput(name, bias.isInteger() ? new long[] {bias.values().length} : shapeOf(bias));
        var shape = TensorShapeProto.newBuilder();
        for (long dim : input.shape()) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(dim));
        }
        graph.addInput(ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                                .setShape(shape))));
        inputs.put(bias.use(), input);
    }

    /** The shape of the addend that a float bias replaces, as more axes than the product's give the sum more too. */
    private long[] shapeOf(Bias bias) {
        int port = bias.use().port();
        return source.getNodeList().stream()
                .filter(node -> node.getName().equals(bias.use().node()) && port < node.getInputCount())
                .flatMap(node -> source.getInitializerList().stream()
                        .filter(tensor -> tensor.getName().equals(node.getInput(port))))
                .map(tensor -> Protos.shape(tensor).toArray())
                .findFirst()
                .orElse(new long[] {bias.values().length});
    }
}
