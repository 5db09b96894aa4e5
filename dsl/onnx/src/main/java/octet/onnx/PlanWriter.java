package octet.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import octet.graph.Constant;
import octet.graph.Op;
import octet.graph.Use;
import octet.graph.Weight;
import octet.onnx.ScaledOutputs.ScaledOutput;
import octet.onnx.proto.GraphProto;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.NodeProto;
import octet.onnx.proto.TensorProto;
import octet.plan.ActivationQuantizer;
import octet.plan.Plan;
import octet.plan.QuantizedWeight;
import octet.plan.Rescaling;
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
    /** Names for values whose own name the quantized form takes, as it is an output of the model. */
    private final Map<String, String> renamed = new HashMap<>();

    private final Map<String, Constants> embeddings = new HashMap<>();
    private final Map<QuantizedTensor, Constants> constants = new IdentityHashMap<>();
    private final Map<String, List<Product>> products = new HashMap<>();
    private final boolean tunable;
    /** By the name of the convolution. */
    private final Map<String, ScaledOutput> scaled = new HashMap<>();
    /** Products that give back, from what is computed in the written model, values that it has no more. */
    private final Map<String, NodeProto> givenBack = new HashMap<>();

    private final FreshNames names;
    private final QdqWriter qdq;
    private final BiasWriter biases;

    /** A quotient and what the written model calls it. */
    private record Product(Rescaling rescaling, String name) {}

    /** The names of a constant's bytes, scales and zero points. */
    private record Constants(String bytes, String scales, String zeroPoints) {}

    private PlanWriter(ModelProto model, Plan plan, boolean tunable) {
        this.tunable = tunable;
        this.model = model;
        this.plan = plan;
        this.builder = model.toBuilder();
        this.graph = builder.getGraphBuilder().clearNode();
        this.names = new FreshNames(model);
        this.qdq = new QdqWriter(graph, names);
        this.biases = new BiasWriter(model.getGraph(), graph, names, qdq, tunable);
    }

    /**
     * A written model.
     *
     * @param model the model
     * @param givenBack by name, the operation that computes an inner value of the float model which it has no more
     */
    record Written(ModelProto model, Map<String, NodeProto> givenBack) {}

    static Written write(ModelProto model, Plan plan) {
        var writer = new PlanWriter(model, plan, false);
        return new Written(writer.write(), writer.givenBack);
    }

    /**
     * A model whose biases are inputs.
     *
     * @param model the model
     * @param biases the inputs, by where the biases are read
     */
    record Tunable(ModelProto model, Map<Use, BiasInput> biases) {}

    static Tunable tunable(ModelProto model, Plan plan) {
        var writer = new PlanWriter(model, plan, true);
        return new Tunable(writer.write(), writer.biases.inputs());
    }

    private ModelProto write() {
        changedConstants();
        plan.rescalings().list().stream()
                .filter(rescaling -> !rescaling.isFree())
                .forEach(this::product);
        if (!tunable) {
            ScaledOutputs.of(model, plan).forEach(this::scaled);
        }
        plan.weights().forEach(this::weight);
        for (ActivationQuantizer quantizer : plan.activations()) {
            quantizers
                    .computeIfAbsent(quantizer.value(), value -> new ArrayList<>())
                    .add(quantizer);
            dequantized.put(quantizer, nameOfDequantized(quantizer));
            quantizer.uses().forEach(use -> replaced.put(use, dequantized.get(quantizer)));
        }
        model.getGraph().getInputList().forEach(input -> behind(input.getName()));
        for (NodeProto node : model.getGraph().getNodeList()) {
            node(node);
            node.getOutputList().forEach(this::behind);
        }
        return Initializers.withoutUnused(builder.build());
    }

    private void scaled(ScaledOutput output) {
        scaled.put(output.convolution(), output);
        String factors = names.of(output.value() + "_factors");
        graph.addInitializer(Protos.floats(factors, output.factors(), output.shape()));
        for (String value : new LinkedHashSet<>(List.of(output.result(), output.value()))) {
            String scaledValue = names.of(value + "_scaled");
            renamed.put(value, scaledValue);
            givenBack.put(value, Protos.node("Mul", names.of(value + "/Mul"), List.of(scaledValue, factors), value));
        }
    }

    private String nameOfDequantized(ActivationQuantizer quantizer) {
        String value = quantizer.value();
        if (givenBack.containsKey(value)) {
            return value;
        }
        if (quantizer.uses().contains(Use.byCaller()) && !renamed.containsKey(value)) {
            renamed.put(value, names.of(value + "_float"));
            return value;
        }
        return names.of(value + "_dequantized");
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
        // Rows with a scale each are dequantized before one is looked up, as their scales are not looked up with them.
        boolean byRow = weight.tensor().axis() == 0;
        if (spot.node().op() == Op.EMBEDDING && !byRow) {
            embeddings.put(spot.node().name(), written);
            replaced.put(use, written.bytes);
            return;
        }
        String real = names.of("weights/" + spot.node().name());
        if (spot.storedOnly()) {
            qdq.stored(written.bytes, weight.tensor(), real);
            replaced.put(use, real);
            return;
        }
        ScaledOutput output = scaled.get(spot.node().name());
        qdq.dequantize(
                List.of(
                        written.bytes,
                        output == null ? written.scales : scales(written.bytes, output, weight.tensor()),
                        written.zeroPoints),
                real,
                weight.tensor().axis());
        replaced.put(use, real);
        weight.bias()
                .map(bias -> output == null ? bias : output.bias(bias))
                .ifPresent(bias -> replaced.put(bias.use(), biases.write(bias)));
    }

    private String scales(String bytes, ScaledOutput output, QuantizedTensor tensor) {
        String name = names.of(bytes + "_scale");
        graph.addInitializer(Protos.floats(name, output.scales(tensor.scales()), tensor.scales().length));
        return name;
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

    private void node(NodeProto node) {
        var copy = node.toBuilder();
        int ports = node.getInputCount() + 2;
        for (int port = 0; port < ports; port++) {
            String read = port < node.getInputCount() ? renamed.get(node.getInput(port)) : null;
            String value = replaced.getOrDefault(new Use(node.getName(), port), read);
            if (value != null) {
                NodeInputs.set(copy, port, value);
            }
        }
        for (int i = 0; i < node.getOutputCount(); i++) {
            copy.setOutput(i, named(node.getOutput(i)));
        }
        Constants embedding = embeddings.get(node.getName());
        if (embedding == null) {
            graph.addNode(copy);
            return;
        }
        String rows = names.of(node.getOutput(0) + "_int8");
        graph.addNode(copy.setOutput(0, rows));
        qdq.dequantize(List.of(rows, embedding.scales, embedding.zeroPoints), named(node.getOutput(0)), -1);
    }

    private String named(String value) {
        return renamed.getOrDefault(value, value);
    }

    /** What is read off a value: its bytes, and its quotients with theirs. */
    private void behind(String value) {
        activations(value, named(value));
        for (Product product : products.getOrDefault(value, List.of())) {
            Rescaling rescaling = product.rescaling;
            float[] reciprocals = rescaling.factors().clone();
            for (int c = 0; c < reciprocals.length; c++) {
                reciprocals[c] = 1 / reciprocals[c];
            }
            String factors = names.of(product.name + "_factors");
            graph.addInitializer(
                    Protos.floats(factors, reciprocals, rescaling.shape().toArray()));
            graph.addNode(Protos.node("Mul", product.name, List.of(named(value), factors), product.name));
            activations(rescaling.product(), product.name);
        }
    }

    /**
     * @param planned what the plan calls the value
     * @param value what the written model calls it
     */
    private void activations(String planned, String value) {
        List<ActivationQuantizer> all = quantizers.remove(planned);
        if (all == null) {
            return;
        }
        NodeProto product = givenBack.remove(planned);
        if (product == null) {
            all.forEach(quantizer -> qdq.around(quantizer, value, dequantized.get(quantizer)));
        } else {
            String back = names.of(value + "_dequantized");
            qdq.around(List.of(all.get(0).grid()), -1, value, back);
            graph.addNode(product.toBuilder().setInput(0, back));
        }
    }
}
