package octet.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.NodeProto;
import octet.plan.ActivationQuantizer;
import octet.plan.Bias;
import octet.plan.Plan;
import octet.plan.QuantizedWeight;
import octet.range.Grid;

/**
 * Finds convolutions whose results have a scale for each channel but one zero point, which ONNX Runtime's QLinearConv does
 * not take. They are written so that the convolution gives all channels at one scale, its weights and its bias being
 * scaled instead, and a product behind DequantizeLinear gives them back: the integers are the same.
 */
final class ScaledOutputs {

    /**
     * A convolution, with a rectifier behind it or not.
     *
     * @param convolution its name
     * @param result what the model calls its result
     * @param value what the model calls the quantized value; the result where there is no rectifier
     * @param quantizer of the value
     * @param factors the scales of the channels over the greatest of them, from above 0 to 1
     * @param spatialAxes how many axes follow that of the channels
     */
    record ScaledOutput(
            String convolution,
            String result,
            String value,
            ActivationQuantizer quantizer,
            float[] factors,
            int spatialAxes) {

        /** What is multiplied by the factors becomes a scale at which the convolution gives its result. */
        float[] scales(float[] scales) {
            float[] scaled = new float[factors.length];
            for (int c = 0; c < scaled.length; c++) {
                scaled[c] = scales[c] / factors[c];
            }
            return scaled;
        }

        /** The bias at the scale of the products with the scaled weights; its integers stay the same. */
        Bias bias(Bias bias) {
            return new Bias(bias.use(), scales(bias.values()), scales(bias.scales()));
        }

        /** The shape in which the factors are broadcast against the value. */
        long[] shape() {
            long[] dims = new long[spatialAxes + 1];
            java.util.Arrays.fill(dims, 1);
            dims[0] = factors.length;
            return dims;
        }
    }

    private ScaledOutputs() {}

    static List<ScaledOutput> of(ModelProto model, Plan plan) {
        Map<String, NodeProto> producers = new HashMap<>();
        model.getGraph()
                .getNodeList()
                .forEach(node -> node.getOutputList().forEach(output -> producers.put(output, node)));
        Map<String, QuantizedWeight> weights = new HashMap<>();
        plan.weights().forEach(weight -> weights.put(weight.spot().node().name(), weight));
        List<ScaledOutput> found = new ArrayList<>();
        for (ActivationQuantizer quantizer : plan.activations()) {
            if (quantizer.isPerChannel() && quantizer.axis() == 1 && haveOneZeroPoint(quantizer)) {
                find(quantizer, producers, weights).ifPresent(found::add);
            }
        }
        return found;
    }

    private static boolean haveOneZeroPoint(ActivationQuantizer quantizer) {
        return quantizer.grids().stream().mapToInt(Grid::zeroPoint).distinct().count() == 1;
    }

    private static Optional<ScaledOutput> find(
            ActivationQuantizer quantizer, Map<String, NodeProto> producers, Map<String, QuantizedWeight> weights) {
        NodeProto node = producers.get(quantizer.value());
        if (node != null && node.getOpType().equals("Relu")) {
            node = producers.get(node.getInput(0));
        }
        QuantizedWeight weight = node == null ? null : weights.get(node.getName());
        boolean scalable = weight != null
                && node.getOpType().equals("Conv")
                && weight.tensor().axis() == 0
                && weight.bias().filter(Bias::isInteger).isPresent()
                && weight.tensor().shape().dim(0) == quantizer.grids().size()
                && quantizer.uses().stream().noneMatch(use -> weights.containsKey(use.node()));
        if (!scalable) {
            return Optional.empty();
        }
        float[] factors = new float[quantizer.grids().size()];
        for (int c = 0; c < factors.length; c++) {
            factors[c] = quantizer.grids().get(c).scale() / quantizer.grid().scale();
        }
        int spatialAxes = weight.tensor().shape().rank() - 2;
        return Optional.of(new ScaledOutput(
                node.getName(), node.getOutput(0), quantizer.value(), quantizer, factors, spatialAxes));
    }
}
