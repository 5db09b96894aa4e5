package octet.onnx;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import octet.graph.Op;
import octet.graph.Use;
import octet.graph.Weight;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.NodeProto;
import octet.onnx.proto.TensorProto;
import octet.plan.Bias;
import octet.plan.QuantizedWeight;
import octet.range.QuantizedTensor;

/** Writes constants as bytes with their scales, and the biases that belong to them. */
final class WeightWriter {

    private final ModelProto model;
    private final QdqGraph graph;
    private final boolean tunable;
    private final Map<Use, BiasInput> biasInputs = new HashMap<>();
    private final Map<String, Constants> embeddings = new HashMap<>();
    private final Map<QuantizedTensor, Constants> constants = new IdentityHashMap<>();

    /** The names of a constant's bytes, scales and zero points. */
    private record Constants(String bytes, String scales, String zeroPoints) {}

    /**
     * @param model as it was
     * @param graph what is written
     * @param tunable whether biases become inputs
     */
    WeightWriter(ModelProto model, QdqGraph graph, boolean tunable) {
        this.model = model;
        this.graph = graph;
        this.tunable = tunable;
    }

    Map<Use, BiasInput> biasInputs() {
        return biasInputs;
    }

    void write(QuantizedWeight weight) {
        var spot = weight.spot();
        var use = new Use(spot.node().name(), spot.weight().port());
        var written = constants.computeIfAbsent(weight.tensor(), tensor -> initializers(spot.weight(), tensor));
        // A scale a row would have to be looked up as well; such a table is dequantized as a whole.
        if (spot.node().op() == Op.EMBEDDING && weight.tensor().axis() != 0) {
            embeddings.put(spot.node().name(), written);
            graph.replace(use, written.bytes);
            return;
        }
        String real = graph.fresh("weights/" + spot.node().name());
        graph.dequantize(
                List.of(written.bytes, written.scales, written.zeroPoints),
                real,
                weight.tensor().axis());
        graph.replace(use, real);
        weight.bias().ifPresent(this::bias);
    }

    /** Writes a node; rows of a table that is kept in bytes are made float behind it. */
    void write(NodeProto.Builder node) {
        Constants embedding = embeddings.get(node.getName());
        if (embedding == null) {
            graph.node(node.build());
            return;
        }
        String output = node.getOutput(0);
        String rows = graph.fresh(output + "_int8");
        graph.node(node.setOutput(0, rows).build());
        graph.dequantize(List.of(rows, embedding.scales), output, -1);
    }

    /** Adds bytes, scales and zero points of a constant, which several operations may read. */
    private Constants initializers(Weight weight, QuantizedTensor tensor) {
        String bytes = graph.fresh(weight.constant() + "_int8");
        var written = new Constants(bytes, graph.fresh(bytes + "_scale"), graph.fresh(bytes + "_zero_point"));
        int channels = tensor.scales().length;
        graph.add(Protos.raw(
                bytes,
                TensorProto.DataType.INT8,
                tensor.values(),
                tensor.shape().toArray()));
        graph.add(Protos.floats(written.scales, tensor.scales(), channels));
        // Zeros are the default, but ONNX Runtime makes no QGemm of a product whose weights leave them out.
        graph.add(Protos.raw(written.zeroPoints, TensorProto.DataType.INT8, tensor.zeroPoints(), channels));
        return written;
    }

    private void bias(Bias bias) {
        String name = graph.fresh("bias/" + bias.use().node());
        int channels = bias.values().length;
        if (tunable) {
            var input = new BiasInput(name, bias.isInteger() ? new long[] {channels} : shapeOf(bias));
            graph.input(name, input.shape());
            biasInputs.put(bias.use(), input);
        } else if (bias.isInteger()) {
            String integers = graph.fresh(name + "_int32");
            String scale = graph.fresh(name + "_scale");
            graph.add(Protos.ints(integers, bias.integers(), channels));
            graph.add(Protos.floats(scale, bias.scales(), channels));
            graph.dequantize(List.of(integers, scale), name, 0);
        } else {
            graph.add(Protos.floats(name, bias.values(), shapeOf(bias)));
        }
        graph.replace(bias.use(), name);
    }

    /** The shape of the addend that a float bias replaces, as more axes than the product's give the sum more too. */
    private long[] shapeOf(Bias bias) {
        String addend = model.getGraph().getNodeList().stream()
                .filter(node -> node.getName().equals(bias.use().node()))
                .filter(node -> node.getInputCount() > bias.use().port())
                .map(node -> node.getInput(bias.use().port()))
                .findFirst()
                .orElse("");
        return model.getGraph().getInitializerList().stream()
                .filter(tensor -> tensor.getName().equals(addend))
                .map(tensor -> Protos.shape(tensor).toArray())
                .findFirst()
                .orElse(new long[] {bias.values().length});
    }
}
