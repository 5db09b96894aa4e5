package octet.onnx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import octet.graph.Op;
import octet.graph.Use;
import octet.graph.Weight;
import octet.onnx.proto.GraphProto;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.NodeProto;
import octet.onnx.proto.TensorProto;
import octet.plan.ActivationQuantizer;
import octet.plan.Bias;
import octet.plan.Plan;
import octet.plan.QuantizedWeight;
import octet.range.QuantizedTensor;

/**
 * Writes a plan in ONNX's QDQ form: QuantizeLinear and DequantizeLinear around quantized activations, int8 initializers
 * behind DequantizeLinear for weights, int32 ones for biases. Needs opset 13, the first in which DequantizeLinear takes
 * a scale for each channel.
 */
final class PlanWriter {

    private final ModelProto model;
    private final Plan plan;
    private final ModelProto.Builder builder;
    private final GraphProto.Builder graph;
    private final Map<String, ActivationQuantizer> quantizers;
    private final Map<Use, String> replaced = new HashMap<>();
    private final Map<String, QuantizedWeight> embeddings = new HashMap<>();
    private final Map<QuantizedTensor, String> names = new IdentityHashMap<>();
    private final Set<String> written = new HashSet<>();

    private PlanWriter(ModelProto model, Plan plan) {
        this.model = model;
        this.plan = plan;
        this.builder = model.toBuilder();
        this.graph = builder.getGraphBuilder().clearNode();
        this.quantizers = plan.byValue();
    }

    static ModelProto write(ModelProto model, Plan plan) {
        return new PlanWriter(model, plan).write();
    }

    private ModelProto write() {
        plan.weights().forEach(this::weight);
        plan.activations()
                .forEach(quantizer ->
                        quantizer.uses().forEach(use -> replaced.put(use, quantizer.value() + "_dequantized")));
        model.getGraph().getInputList().forEach(input -> activation(input.getName()));
        for (NodeProto node : model.getGraph().getNodeList()) {
            node(node);
            node.getOutputList().forEach(this::activation);
        }
        return Initializers.withoutUnused(builder.build());
    }

    private void weight(QuantizedWeight weight) {
        var spot = weight.spot();
        var use = new Use(spot.node().name(), spot.weight().port());
        String name = names.computeIfAbsent(weight.tensor(), tensor -> initializers(spot.weight(), tensor));
        if (spot.node().op() == Op.EMBEDDING) {
            embeddings.put(spot.node().name(), weight);
            replaced.put(use, name);
            return;
        }
        String real = "weights/" + spot.node().name();
        dequantize(
                List.of(name, name + "_scale", name + "_zero_point"),
                real,
                weight.tensor().axis());
        replaced.put(use, real);
        weight.bias().ifPresent(this::bias);
    }

    /** Adds bytes, scales and zero points of a constant, which several operations may read. */
    private String initializers(Weight weight, QuantizedTensor tensor) {
        String name = weight.constant() + "_int8" + (names.isEmpty() ? "" : "_" + names.size());
        int channels = tensor.scales().length;
        graph.addInitializer(Protos.raw(
                name, TensorProto.DataType.INT8, tensor.values(), tensor.shape().toArray()));
        graph.addInitializer(Protos.floats(name + "_scale", tensor.scales(), channels));
        // Zeros are the default, but ONNX Runtime makes no QGemm of a product whose weights leave them out.
        graph.addInitializer(Protos.raw(name + "_zero_point", TensorProto.DataType.INT8, new byte[channels], channels));
        return name;
    }

    private void bias(Bias bias) {
        String name = "bias/" + bias.use().node();
        int channels = bias.values().length;
        if (bias.isInteger()) {
            graph.addInitializer(Protos.ints(name + "_int32", bias.integers(), channels));
            graph.addInitializer(Protos.floats(name + "_scale", bias.scales(), channels));
            dequantize(List.of(name + "_int32", name + "_scale"), name, 0);
        } else {
            graph.addInitializer(Protos.floats(name, bias.values(), channels));
        }
        replaced.put(bias.use(), name);
    }

    private void dequantize(List<String> inputs, String output, int axis) {
        graph.addNode(Protos.node("DequantizeLinear", output, inputs, output, Protos.integer("axis", axis)));
    }

    private void node(NodeProto node) {
        var copy = node.toBuilder();
        int ports = node.getInputCount() + 2;
        for (int port = 0; port < ports; port++) {
            String value = replaced.get(new Use(node.getName(), port));
            if (value != null) {
                NodeInputs.set(copy, port, value);
            }
        }
        QuantizedWeight embedding = embeddings.get(node.getName());
        if (embedding == null) {
            graph.addNode(copy);
            return;
        }
        String table = replaced.get(new Use(node.getName(), 0));
        String rows = node.getOutput(0) + "_int8";
        graph.addNode(copy.setOutput(0, rows));
        dequantize(List.of(rows, table + "_scale"), node.getOutput(0), -1);
    }

    private void activation(String value) {
        ActivationQuantizer quantizer = quantizers.get(value);
        if (quantizer == null || !written.add(value)) {
            return;
        }
        String scale = value + "_scale";
        String zero = value + "_zero_point";
        var grid = quantizer.grid();
        graph.addInitializer(Protos.floats(scale, new float[] {grid.scale()}));
        graph.addInitializer(Protos.raw(zero, TensorProto.DataType.UINT8, new byte[] {(byte) grid.zeroPoint()}));
        String quantized = value + "_quantized";
        graph.addNode(Protos.node("QuantizeLinear", quantized, List.of(value, scale, zero), quantized));
        String back = value + "_dequantized";
        graph.addNode(Protos.node("DequantizeLinear", back, List.of(quantized, scale, zero), back));
    }
}
