package octet.onnx;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import octet.graph.Constant;
import octet.graph.Use;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.NodeProto;
import octet.plan.Plan;
import octet.plan.QuantizedWeight;

/**
 * Writes a plan in ONNX's QDQ form: QuantizeLinear and DequantizeLinear around quantized activations, int8 initializers
 * behind DequantizeLinear for weights, int32 ones for biases. Needs opset 13, the first in which DequantizeLinear takes
 * a scale for each channel.
 */
final class PlanWriter {

    private final ModelProto model;
    private final Plan plan;
    private final ModelProto.Builder builder;
    private final QdqGraph graph;
    private final WeightWriter weights;
    private final ActivationWriter activations;

    private PlanWriter(ModelProto model, Plan plan, boolean tunable) {
        this.model = model;
        this.plan = plan;
        this.builder = model.toBuilder();
        this.graph = new QdqGraph(builder.getGraphBuilder().clearNode(), new FreshNames(model));
        this.weights = new WeightWriter(model, graph, tunable);
        this.activations = new ActivationWriter(graph, plan);
    }

    static ModelProto write(ModelProto model, Plan plan) {
        return new PlanWriter(model, plan, false).write();
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
        return new Tunable(writer.write(), writer.weights.biasInputs());
    }

    private ModelProto write() {
        changedConstants();
        activations.declareProducts();
        plan.weights().forEach(weights::write);
        activations.declareQuantizers();
        model.getGraph().getInputList().forEach(input -> activations.writeBehind(input.getName()));
        for (NodeProto node : model.getGraph().getNodeList()) {
            weights.write(graph.rewired(node));
            node.getOutputList().forEach(activations::writeBehind);
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
                graph.replace(use, written.computeIfAbsent(constant, graph::constant));
            }
        });
    }
}
