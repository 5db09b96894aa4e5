package octet.openvino;

import java.util.List;
import octet.graph.DataType;
import octet.graph.Shape;
import octet.openvino.ir.ElementType;
import octet.openvino.ir.Source;
import octet.plan.ActivationQuantizer;
import octet.range.Grid;
import octet.range.QuantizedTensor;

/**
 * Writes FakeQuantize, and weights as bytes; of float8 FakeConvert (opset 13), {@code (x·scale − shift)} rounded and back, and
 * weights as float8, as NNCF does.
 */
final class QuantizerWriter {

    private final Layers layers;

    QuantizerWriter(Layers layers) {
        this.layers = layers;
    }

    /**
     * Rounds a value to the grid, or its channels to theirs; what comes out is float again.
     *
     * @param shifted whether it comes out moved up, so that the least is zero
     */
    Source activations(ActivationQuantizer quantizer, Source value, boolean shifted) {
        List<Grid> grids = quantizer.grids();
        if (quantizer.grid().type().isFloat8()) {
            return float8(quantizer, value);
        }
        float[] lows = new float[grids.size()];
        float[] highs = new float[grids.size()];
        for (int i = 0; i < lows.length; i++) {
            lows[i] = (float) grids.get(i).span().low();
            highs[i] = (float) grids.get(i).span().high();
        }
        Shape shape = layers.editor().shape(value);
        long[] dims = dims(quantizer, shape);
        String name = quantizer.value() + "/fq";
        Source low = layers.floats(name + "/low", lows, dims);
        Source high = layers.floats(name + "/high", highs, dims);
        Source lowest = low;
        Source highest = high;
        if (shifted) {
            lowest = layers.floats(name + "/zero", new float[lows.length], dims);
            highest = layers.floats(name + "/width", widths(grids), dims);
        }
        int levels = 1 << 8 * grids.get(0).type().bytes();
        return layers.editor()
                .operation(
                        name,
                        "FakeQuantize",
                        "opset1",
                        List.of("levels", Integer.toString(levels), "auto_broadcast", "numpy"),
                        List.of(value, low, high, lowest, highest),
                        ElementType.F32.precision(),
                        shape);
    }

    private Source float8(ActivationQuantizer quantizer, Source value) {
        List<Grid> grids = quantizer.grids();
        Shape shape = layers.editor().shape(value);
        long[] dims = dims(quantizer, shape);
        float[] scales = new float[grids.size()];
        for (int i = 0; i < scales.length; i++) {
            scales[i] = 1 / grids.get(i).scale();
        }
        String name = quantizer.value() + "/fc";
        Source scale = layers.floats(name + "/scale", scales, dims);
        Source shift = layers.floats(name + "/shift", new float[scales.length], dims);
        return layers.editor()
                .operation(
                        name,
                        "FakeConvert",
                        "opset13",
                        List.of("destination_type", element(grids.get(0).type()).attribute()),
                        List.of(value, scale, shift),
                        ElementType.F32.precision(),
                        shape);
    }

    /** The shape of one number, or of one a channel. */
    private static long[] dims(ActivationQuantizer quantizer, Shape shape) {
        long[] dims = new long[quantizer.isPerChannel() ? shape.rank() : 0];
        java.util.Arrays.fill(dims, 1);
        if (quantizer.isPerChannel()) {
            dims[quantizer.axis()] = quantizer.grids().size();
        }
        return dims;
    }

    private static ElementType element(DataType type) {
        return switch (type) {
            case FLOAT8_E4M3 -> ElementType.F8E4M3;
            case FLOAT8_E5M2 -> ElementType.F8E5M2;
            default -> ElementType.I8;
        };
    }

    private static float[] widths(List<Grid> grids) {
        float[] widths = new float[grids.size()];
        for (int i = 0; i < widths.length; i++) {
            var span = grids.get(i).span();
            widths[i] = (float) (span.high() - span.low());
        }
        return widths;
    }

    /**
     * Weights as bytes behind which the reals are computed.
     *
     * @param name of the constant that they take the place of
     * @param shape of that constant
     * @param scales the shape in which scales are broadcast against it
     */
    Source weights(String name, QuantizedTensor tensor, Shape shape, Shape scales) {
        String stored = name + (tensor.type().isFloat8() ? "/float8" : "/int8");
        Source bytes = layers.bytes(stored, tensor.values(), shape, element(tensor.type()));
        Source reals = layers.toFloat(stored + "/convert", bytes);
        boolean shifted = false;
        for (byte zeroPoint : tensor.zeroPoints()) {
            shifted |= zeroPoint != 0;
        }
        if (shifted) {
            Source zero = layers.toFloat(
                    name + "/zero_point/convert",
                    layers.bytes(name + "/zero_point", tensor.zeroPoints(), scales, ElementType.I8));
            reals = layers.arithmetic(name + "/int8/subtract", "Subtract", reals, zero);
        }
        Source scale = layers.floats(name + "/scale", tensor.scales(), scales.toArray());
        return layers.arithmetic(name + "/fq_weights", "Multiply", reals, scale);
    }
}
