package octet.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import octet.graph.Use;
import octet.onnx.proto.AttributeProto;
import octet.plan.ActivationQuantizer;
import octet.plan.Plan;
import octet.plan.Rescaling;
import octet.range.Grid;

/** Writes what is read off a value instead of it: its rounded form, and its quotients with theirs. */
final class ActivationWriter {

    private final QdqGraph graph;
    private final Plan plan;
    private final Map<String, List<ActivationQuantizer>> quantizers = new HashMap<>();
    private final Map<ActivationQuantizer, String> dequantized = new IdentityHashMap<>();
    private final Map<String, List<Product>> products = new HashMap<>();

    /** A quotient and what the written model calls it. */
    private record Product(Rescaling rescaling, String name) {}

    ActivationWriter(QdqGraph graph, Plan plan) {
        this.graph = graph;
        this.plan = plan;
    }

    /** Lets the uses of rescaled values read their quotients. */
    void declareProducts() {
        for (Rescaling rescaling : plan.rescalings().list()) {
            if (!rescaling.isFree()) {
                String name = graph.fresh(rescaling.product());
                products.computeIfAbsent(rescaling.value(), value -> new ArrayList<>())
                        .add(new Product(rescaling, name));
                rescaling.uses().forEach(use -> graph.replace(use, name));
            }
        }
    }

    /** Lets the uses of quantized values read their rounded form; that of an output bears its name. */
    void declareQuantizers() {
        for (ActivationQuantizer quantizer : plan.activations()) {
            String value = quantizer.value();
            boolean output = quantizer.uses().stream().anyMatch(Use::isByCaller);
            if (output) {
                graph.rename(value, graph.fresh(value + "_float"));
            }
            String back = output ? value : graph.fresh(value + "_dequantized");
            quantizers.computeIfAbsent(value, v -> new ArrayList<>()).add(quantizer);
            dequantized.put(quantizer, back);
            quantizer.uses().forEach(use -> graph.replace(use, back));
        }
    }

    /** Writes the operations behind a value. */
    void writeBehind(String value) {
        quantizers(value, graph.nameOf(value));
        for (Product product : products.getOrDefault(value, List.of())) {
            Rescaling rescaling = product.rescaling;
            float[] reciprocals = rescaling.factors().clone();
            for (int c = 0; c < reciprocals.length; c++) {
                reciprocals[c] = 1 / reciprocals[c];
            }
            String factors = graph.fresh(product.name + "_factors");
            graph.add(Protos.floats(factors, reciprocals, rescaling.shape().toArray()));
            graph.node("Mul", product.name, List.of(graph.nameOf(value), factors), product.name);
            quantizers(rescaling.product(), product.name);
        }
    }

    /**
     * @param planned what the plan calls the value
     * @param value what the written model calls it
     */
    private void quantizers(String planned, String value) {
        quantizers.getOrDefault(planned, List.of()).forEach(quantizer -> quantizer(quantizer, value));
    }

    private void quantizer(ActivationQuantizer quantizer, String value) {
        String scale = graph.fresh(value + "_scale");
        String zero = graph.fresh(value + "_zero_point");
        List<Grid> grids = quantizer.grids();
        long[] dims = quantizer.isPerChannel() ? new long[] {grids.size()} : new long[0];
        graph.add(Protos.floats(scale, scales(grids), dims));
        graph.add(Protos.raw(zero, DataTypes.ofIntegers(quantizer.grid().type()), zeroPoints(grids), dims));
        AttributeProto[] axis = quantizer.isPerChannel()
                ? new AttributeProto[] {Protos.integer("axis", quantizer.axis())}
                : new AttributeProto[0];
        String quantized = graph.fresh(value + "_quantized");
        graph.node("QuantizeLinear", quantized, List.of(value, scale, zero), quantized, axis);
        String back = dequantized.get(quantizer);
        graph.node("DequantizeLinear", back, List.of(quantized, scale, zero), back, axis);
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
