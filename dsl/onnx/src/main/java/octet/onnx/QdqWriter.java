package octet.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import octet.onnx.proto.AttributeProto;
import octet.onnx.proto.GraphProto;
import octet.onnx.proto.TensorProto;
import octet.plan.ActivationQuantizer;
import octet.range.Grid;
import octet.range.QuantizedTensor;

/** Writes QuantizeLinear and DequantizeLinear. */
final class QdqWriter {

    private final GraphProto.Builder graph;
    private final FreshNames names;

    QdqWriter(GraphProto.Builder graph, FreshNames names) {
        this.graph = graph;
        this.names = names;
    }

    /** From integers back to floats. */
    void dequantize(List<String> inputs, String output, int axis) {
        String name = names.of(inputs.get(0) + "/DequantizeLinear");
        graph.addNode(Protos.node("DequantizeLinear", name, inputs, output, Protos.integer("axis", axis)));
    }

    /**
     * From bytes to floats when the model is loaded: ONNX Runtime folds a Cast and a Mul of constants, but leaves
     * DequantizeLinear to every run, where the operation behind it cannot prepare its weights any more (half the speed).
     */
    void stored(String bytes, QuantizedTensor tensor, String output) {
        int channels = tensor.scales().length;
        long[] shape = new long[tensor.shape().rank()];
        java.util.Arrays.fill(shape, 1);
        shape[Math.max(0, tensor.axis())] = channels;
        String value = names.of(bytes + "/Cast");
        cast(bytes, value);
        if (IntStream.range(0, channels).anyMatch(c -> tensor.zeroPoints()[c] != 0)) {
            String zeros = names.of(bytes + "_zeros");
            float[] floats = new float[channels];
            for (int c = 0; c < channels; c++) {
                floats[c] = tensor.zeroPoints()[c];
            }
            graph.addInitializer(Protos.floats(zeros, floats, shape));
            String shifted = names.of(bytes + "/Sub");
            graph.addNode(Protos.node("Sub", shifted, List.of(value, zeros), shifted));
            value = shifted;
        }
        String scales = names.of(bytes + "_scales");
        graph.addInitializer(Protos.floats(scales, tensor.scales(), shape));
        graph.addNode(Protos.node("Mul", names.of(output + "/Mul"), List.of(value, scales), output));
    }

    private void cast(String bytes, String output) {
        var type = Protos.integer("to", TensorProto.DataType.FLOAT.getNumber());
        graph.addNode(Protos.node("Cast", output, List.of(bytes), output, type));
    }

    /**
     * To integers and back.
     *
     * @param value what the model calls the value
     * @param back what the value is called afterwards
     */
    void around(ActivationQuantizer quantizer, String value, String back) {
        around(quantizer.grids(), quantizer.isPerChannel() ? quantizer.axis() : -1, value, back);
    }

    /** As the other, with one grid for all, or one for each channel along the axis. */
    void around(List<Grid> grids, int channelAxis, String value, String back) {
        String scale = names.of(value + "_scale");
        String zero = names.of(value + "_zero_point");
        long[] dims = channelAxis >= 0 ? new long[] {grids.size()} : new long[0];
        graph.addInitializer(Protos.floats(scale, scales(grids), dims));
        graph.addInitializer(Protos.raw(zero, DataTypes.ofIntegers(grids.get(0).type()), zeroPoints(grids), dims));
        AttributeProto[] axis =
                channelAxis >= 0 ? new AttributeProto[] {Protos.integer("axis", channelAxis)} : new AttributeProto[0];
        String quantized = names.of(value + "_quantized");
        graph.addNode(Protos.node("QuantizeLinear", quantized, List.of(value, scale, zero), quantized, axis));
        graph.addNode(
                Protos.node("DequantizeLinear", names.of(back + "/node"), List.of(quantized, scale, zero), back, axis));
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
