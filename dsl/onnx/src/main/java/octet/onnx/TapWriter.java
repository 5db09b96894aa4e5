package octet.onnx;

import java.util.ArrayList;
import java.util.List;
import octet.calibration.Tap;
import octet.calibration.Tap.Channels;
import octet.onnx.proto.GraphProto;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.TensorProto;
import octet.onnx.proto.TypeProto;
import octet.onnx.proto.ValueInfoProto;

/**
 * Adds operations that compute the taps' statistics inside the runtime, so that a few numbers come out and not whole
 * activations. They are joined into one float tensor: for each tap its minimum (unless it is never negative), its
 * maximum, and the means of its channels.
 *
 * <p>Pooling stands in for reduction where a value has spatial axes: ONNX Runtime pools in the blocked layout in which
 * its convolutions compute, and so the value need not be laid out anew.
 */
final class TapWriter {

    /** The name of the added output. */
    static final String STATISTICS = "octet_statistics";

    private static final String FLAT = "octet_flat";
    private static final String BATCH = "octet_batch_axis";
    private static final int AXES_AS_INPUT = 18;

    private final int opset;
    private final GraphProto.Builder graph;
    private final List<String> parts = new ArrayList<>();

    private TapWriter(int opset, GraphProto.Builder graph) {
        this.opset = opset;
        this.graph = graph;
    }

    static ModelProto write(ModelProto model, List<Tap> taps) {
        var builder = model.toBuilder();
        var writer = new TapWriter(Protos.opset(model), builder.getGraphBuilder());
        writer.graph.addInitializer(Protos.longs(FLAT, new long[] {-1}, 1));
        writer.graph.addInitializer(Protos.longs(BATCH, new long[] {0}, 1));
        taps.forEach(writer::add);
        writer.graph.addNode(Protos.node("Concat", STATISTICS, writer.parts, STATISTICS, Protos.integer("axis", 0)));
        writer.graph.addOutput(ValueInfoProto.newBuilder()
                .setName(STATISTICS)
                .setType(TypeProto.newBuilder()
                        .setTensorType(
                                TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT.getNumber()))));
        return builder.build();
    }

    private void add(Tap tap) {
        String value = tap.value();
        if (!tap.nonNegative()) {
            flat(all("ReduceMin", value));
        }
        String pooled = tap.nonNegative() && tap.spatial() ? unary("GlobalMaxPool", value) : value;
        flat(all("ReduceMax", pooled));
        if (tap.channels() == Channels.SECOND) {
            flat(overBatch(unary("GlobalAveragePool", value)));
        } else if (tap.channels() == Channels.LAST) {
            String rows = name("rows", value);
            String shape = name("rows_shape", value);
            graph.addInitializer(Protos.longs(shape, new long[] {-1, tap.channelCount()}, 2));
            graph.addNode(Protos.node("Reshape", rows, List.of(value, shape), rows));
            flat(overBatch(rows));
        }
    }

    private String all(String type, String value) {
        String output = name(type, value);
        graph.addNode(Protos.node(type, output, List.of(value), output, Protos.integer("keepdims", 0)));
        return output;
    }

    private String unary(String type, String value) {
        String output = name(type, value);
        graph.addNode(Protos.node(type, output, List.of(value), output));
        return output;
    }

    private String overBatch(String value) {
        String output = name("ReduceMean", value);
        var keep = Protos.integer("keepdims", 0);
        graph.addNode(
                opset >= AXES_AS_INPUT
                        ? Protos.node("ReduceMean", output, List.of(value, BATCH), output, keep)
                        : Protos.node("ReduceMean", output, List.of(value), output, keep, Protos.integers("axes", 0)));
        return output;
    }

    private void flat(String value) {
        String output = name("flat", value);
        graph.addNode(Protos.node("Reshape", output, List.of(value, FLAT), output));
        parts.add(output);
    }

    private static String name(String what, String value) {
        return "octet_" + what + "/" + value;
    }
}
