package octet.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import octet.graph.Constant;
import octet.graph.Op;
import octet.graph.Use;
import octet.graph.Weight;
import octet.onnx.proto.AttributeProto;
import octet.onnx.proto.GraphProto;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.NodeProto;
import octet.onnx.proto.TensorProto;
import octet.plan.ActivationQuantizer;
import octet.plan.Bias;
import octet.plan.Plan;
import octet.plan.QuantizedWeight;
import octet.plan.Rescaling;
import octet.range.Grid;
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
    private final Map<String, List<ActivationQuantizer>> quantizers = new HashMap<>();
    private final Map<Use, String> replaced = new HashMap<>();
    private final Map<ActivationQuantizer, String> dequantized = new IdentityHashMap<>();
    /** What values are called that are quantized as outputs, whose name the quantized ones bear. */
    private final Map<String, String> floats = new HashMap<>();

    private final Map<String, Constants> embeddings = new HashMap<>();
    private final Map<QuantizedTensor, Constants> constants = new IdentityHashMap<>();
    private final Map<String, List<Product>> products = new HashMap<>();
    private final FreshNames names;

    /** A quotient and what the written model calls it. */
    private record Product(Rescaling rescaling, String name) {}

    /** The names of a constant's bytes, scales and zero points. */
    private record Constants(String bytes, String scales, String zeroPoints) {}

    private PlanWriter(ModelProto model, Plan plan) {
        this.model = model;
        this.plan = plan;
        this.builder = model.toBuilder();
        this.graph = builder.getGraphBuilder().clearNode();
        this.names = new FreshNames(model);
    }

    static ModelProto write(ModelProto model, Plan plan) {
        return new PlanWriter(model, plan).write();
    }

    private ModelProto write() {
        changedConstants();
        plan.rescalings().list().stream()
                .filter(rescaling -> !rescaling.isFree())
                .forEach(this::product);
        plan.weights().forEach(this::weight);
        for (ActivationQuantizer quantizer : plan.activations()) {
            String value = quantizer.value();
            boolean output = quantizer.uses().stream().anyMatch(Use::isByCaller);
            if (output) {
                floats.put(value, names.of(value + "_float"));
            }
            String back = output ? value : names.of(value + "_dequantized");
            quantizers.computeIfAbsent(value, v -> new ArrayList<>()).add(quantizer);
            dequantized.put(quantizer, back);
            quantizer.uses().forEach(use -> replaced.put(use, back));
        }
        model.getGraph().getInputList().forEach(input -> behind(input.getName()));
        for (NodeProto node : model.getGraph().getNodeList()) {
            node(node);
            node.getOutputList().forEach(this::behind);
        }
        return Initializers.withoutUnused(builder.build());
    }

    /** The changed constants that stay float; those of quantized operations are in their bytes already. */
    private void changedConstants() {
        Set<Use> quantized = new HashSet<>();
        for (QuantizedWeight weight : plan.weights()) {
            quantized.add(
                    new Use(weight.spot().node().name(), weight.spot().weight().port()));
            weight.bias().ifPresent(bias -> quantized.add(bias.use()));
        }
        Map<Constant, String> written = new IdentityHashMap<>();
        plan.rescalings().constants().forEach((use, constant) -> {
            if (!quantized.contains(use)) {
                replaced.put(use, written.computeIfAbsent(constant, this::initializer));
            }
        });
    }

    private String initializer(Constant constant) {
        String name = names.of(constant.name());
        graph.addInitializer(
                Protos.floats(name, constant.floats(), constant.shape().toArray()));
        return name;
    }

    /** Lets the uses of a rescaled value read the quotient, which is written behind the value. */
    private void product(Rescaling rescaling) {
        String name = names.of(rescaling.product());
        products.computeIfAbsent(rescaling.value(), value -> new ArrayList<>()).add(new Product(rescaling, name));
        rescaling.uses().forEach(use -> replaced.put(use, name));
    }

    private void weight(QuantizedWeight weight) {
        var spot = weight.spot();
        var use = new Use(spot.node().name(), spot.weight().port());
        var written = constants.computeIfAbsent(weight.tensor(), tensor -> initializers(spot.weight(), tensor));
        // A scale a row would have to be looked up as well; such a table is dequantized as a whole.
        if (spot.node().op() == Op.EMBEDDING && weight.tensor().axis() != 0) {
            embeddings.put(spot.node().name(), written);
            replaced.put(use, written.bytes);
            return;
        }
        String real = names.of("weights/" + spot.node().name());
        dequantize(
                List.of(written.bytes, written.scales, written.zeroPoints),
                real,
                weight.tensor().axis());
        replaced.put(use, real);
        weight.bias().ifPresent(this::bias);
    }

    /** Adds bytes, scales and zero points of a constant, which several operations may read. */
    private Constants initializers(Weight weight, QuantizedTensor tensor) {
        String bytes = names.of(weight.constant() + "_int8");
        var written = new Constants(bytes, names.of(bytes + "_scale"), names.of(bytes + "_zero_point"));
        int channels = tensor.scales().length;
        graph.addInitializer(Protos.raw(
                bytes,
                TensorProto.DataType.INT8,
                tensor.values(),
                tensor.shape().toArray()));
        graph.addInitializer(Protos.floats(written.scales, tensor.scales(), channels));
        // Zeros are the default, but ONNX Runtime makes no QGemm of a product whose weights leave them out.
        graph.addInitializer(Protos.raw(written.zeroPoints, TensorProto.DataType.INT8, tensor.zeroPoints(), channels));
        return written;
    }

    private void bias(Bias bias) {
        String name = names.of("bias/" + bias.use().node());
        int channels = bias.values().length;
        if (bias.isInteger()) {
            String integers = names.of(name + "_int32");
            String scale = names.of(name + "_scale");
            graph.addInitializer(Protos.ints(integers, bias.integers(), channels));
            graph.addInitializer(Protos.floats(scale, bias.scales(), channels));
            dequantize(List.of(integers, scale), name, 0);
        } else {
            graph.addInitializer(Protos.floats(name, bias.values(), shapeOf(bias)));
        }
        replaced.put(bias.use(), name);
    }

    /** The shape of the addend that a float bias replaces, as more axes than the product's give the sum more too. */
    private long[] shapeOf(Bias bias) {
        String addend = model.getGraph().getNodeList().stream()
                .filter(node -> node.getName().equals(bias.use().node()))
                .map(node -> node.getInput(bias.use().port()))
                .findFirst()
                .orElseThrow();
        return model.getGraph().getInitializerList().stream()
                .filter(tensor -> tensor.getName().equals(addend))
                .map(tensor -> Protos.shape(tensor).toArray())
                .findFirst()
                .orElseThrow();
    }

    private void dequantize(List<String> inputs, String output, int axis) {
        String name = names.of(inputs.get(0) + "/DequantizeLinear");
        graph.addNode(Protos.node("DequantizeLinear", name, inputs, output, Protos.integer("axis", axis)));
    }

    private void node(NodeProto node) {
        var copy = node.toBuilder();
        int ports = node.getInputCount() + 2;
        for (int port = 0; port < ports; port++) {
            String value = replaced.get(new Use(node.getName(), port));
            if (value != null) {
                NodeInputs.set(copy, port, value);
            } else if (port < node.getInputCount() && floats.containsKey(node.getInput(port))) {
                copy.setInput(port, floats.get(node.getInput(port)));
            }
        }
        for (int i = 0; i < node.getOutputCount(); i++) {
            copy.setOutput(i, floats.getOrDefault(node.getOutput(i), node.getOutput(i)));
        }
        Constants embedding = embeddings.get(node.getName());
        if (embedding == null) {
            graph.addNode(copy);
            return;
        }
        String rows = names.of(node.getOutput(0) + "_int8");
        graph.addNode(copy.setOutput(0, rows));
        dequantize(List.of(rows, embedding.scales, embedding.zeroPoints), node.getOutput(0), -1);
    }

    /** What is read off a value: its bytes, and its quotients with theirs. */
    private void behind(String value) {
        activation(value, floats.getOrDefault(value, value));
        for (Product product : products.getOrDefault(value, List.of())) {
            Rescaling rescaling = product.rescaling;
            float[] reciprocals = rescaling.factors().clone();
            for (int c = 0; c < reciprocals.length; c++) {
                reciprocals[c] = 1 / reciprocals[c];
            }
            String factors = names.of(product.name + "_factors");
            graph.addInitializer(
                    Protos.floats(factors, reciprocals, rescaling.shape().toArray()));
            graph.addNode(Protos.node("Mul", product.name, List.of(value, factors), product.name));
            activation(rescaling.product(), product.name);
        }
    }

    /**
     * @param planned what the plan calls the value
     * @param value what the written model calls it
     */
    private void activation(String planned, String value) {
        quantizers.getOrDefault(planned, List.of()).forEach(quantizer -> activation(quantizer, value));
    }

    private void activation(ActivationQuantizer quantizer, String value) {
        String scale = names.of(value + "_scale");
        String zero = names.of(value + "_zero_point");
        List<Grid> grids = quantizer.grids();
        long[] dims = quantizer.isPerChannel() ? new long[] {grids.size()} : new long[0];
        graph.addInitializer(Protos.floats(scale, scales(grids), dims));
        graph.addInitializer(
                Protos.raw(zero, DataTypes.ofIntegers(quantizer.grid().type()), zeroPoints(grids), dims));
        AttributeProto[] axis = quantizer.isPerChannel()
                ? new AttributeProto[] {Protos.integer("axis", quantizer.axis())}
                : new AttributeProto[0];
        String quantized = names.of(value + "_quantized");
        graph.addNode(Protos.node("QuantizeLinear", quantized, List.of(value, scale, zero), quantized, axis));
        String back = dequantized.get(quantizer);
        graph.addNode(Protos.node("DequantizeLinear", back, List.of(quantized, scale, zero), back, axis));
    }

    private static float[] scales(List<Grid> grids) {
        float[] scales = new float[grids.size()];
        for (int i = 0; i < scales.length; i++) {
            scales[i] = grids.get(i).scale();
        }
        return scales;
    }

    private static byte[] zeroPoints(List<Grid> grids) {
        int width = grids.get(0).type().bytes();
        var bytes = ByteBuffer.allocate(width * grids.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (Grid grid : grids) {
            if (width == 1) {
                bytes.put((byte) grid.zeroPoint());
            } else {
                bytes.putShort((short) grid.zeroPoint());
            }
        }
        return bytes.array();
    }
}
