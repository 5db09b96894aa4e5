package octet.onnx;

import java.util.ArrayList;
import java.util.List;
import octet.calibration.Tap;
import octet.calibration.Tap.Channels;
import octet.onnx.TapLayout.Field;
import octet.onnx.TapLayout.Kind;
import octet.onnx.proto.GraphProto;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.TensorProto;
import octet.onnx.proto.TypeProto;
import octet.onnx.proto.ValueInfoProto;

/**
 * Adds operations that compute the taps' statistics inside the runtime, so that a few numbers come out and not whole
 * activations, all in one tensor.
 *
 * <p>Values with spatial axes are pooled, not reduced: ONNX Runtime pools in the blocked layout in which its convolutions
 * compute, so that only the pooled numbers are laid out anew.
 *
 * <p>The taps are added from the last to the first. ONNX Runtime orders nodes by a depth-first search from the outputs
 * that follows the latest nodes first, so each tap runs just after the value it looks at, while that is still in the
 * cache and before its memory is used again; added in order, all taps would run behind the whole model.
 */
final class TapWriter {

    /** The name of the added output. */
    static final String STATISTICS = "octet_statistics";

    private static final String NOTHING = "octet_nothing";
    private static final String FLAT = "octet_flat";
    private static final int AXES_AS_INPUT = 18;

    private final ModelProto.Builder model;
    private final GraphProto.Builder graph;
    private final int opset;
    private final List<Tap> taps;
    private final List<Field> fields = new ArrayList<>();
    private final List<String> parts = new ArrayList<>();

    private TapWriter(ModelProto model, List<Tap> taps) {
        this.model = model.toBuilder();
        this.graph = this.model.getGraphBuilder();
        this.opset = Protos.opset(model);
        this.taps = taps;
    }

    /**
     * A model with taps.
     *
     * @param model the model
     * @param layout what its output {@link #STATISTICS} holds
     */
    record Tapped(ModelProto model, TapLayout layout) {}

    static Tapped write(ModelProto model, List<Tap> taps) {
        return new TapWriter(model, taps).write();
    }

    private Tapped write() {
        graph.addInitializer(Protos.longs(FLAT, new long[] {-1}, 1));
        for (int i = taps.size() - 1; i >= 0; i--) {
            add(i, taps.get(i));
        }
        if (parts.isEmpty()) {
            graph.addInitializer(Protos.floats(NOTHING, new float[0], 0));
            parts.add(NOTHING);
        }
        graph.addNode(Protos.node("Concat", STATISTICS, parts, STATISTICS, Protos.integer("axis", 0)));
        graph.addOutput(ValueInfoProto.newBuilder()
                .setName(STATISTICS)
                .setType(TypeProto.newBuilder()
                        .setTensorType(
                                TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT.getNumber()))));
        return new Tapped(model.build(), new TapLayout(taps, fields));
    }

    private void add(int index, Tap tap) {
        boolean spatial = tap.spatialAxes() > 0;
        String value = tap.value();
        if (!tap.nonNegative()) {
            part(unary("ReduceMin", value), new Field(index, Kind.MIN, 1));
        }
        if (spatial) {
            part(overRows("ReduceMax", unary("GlobalMaxPool", value)), new Field(index, Kind.MAX, tap.channelCount()));
        } else {
            part(unary("ReduceMax", value), new Field(index, Kind.MAX, 1));
        }
        if (tap.means() && spatial) {
            part(
                    overRows("ReduceMean", unary("GlobalAveragePool", value)),
                    new Field(index, Kind.MEANS, tap.channelCount()));
        } else if (tap.means() && tap.channels() == Channels.LAST) {
            part(meanRow(value, tap.channelCount()), new Field(index, Kind.MEANS, tap.channelCount()));
        }
    }

    /** The mean over all axes but the last. */
    private String meanRow(String value, int channels) {
        String rows = "octet_rows/" + value;
        graph.addInitializer(Protos.longs(rows + "/shape", new long[] {-1, channels}, 2));
        graph.addNode(Protos.node("Reshape", rows, List.of(value, rows + "/shape"), rows));
        return overRows("ReduceMean", rows);
    }

    /** Reduces over the first axis, whose length may differ from value to value and from run to run. */
    private String overRows(String type, String value) {
        String output = "octet_rows_" + type + "/" + value;
        if (opset >= AXES_AS_INPUT) {
            graph.addInitializer(Protos.longs(output + "/axis", new long[] {0}, 1));
            graph.addNode(Protos.node(type, output, List.of(value, output + "/axis"), output));
        } else {
            graph.addNode(Protos.node(type, output, List.of(value), output, Protos.integers("axes", 0)));
        }
        return output;
    }

    /** Pools, or reduces over all axes, which stay with the length 1. */
    private String unary(String type, String value) {
        String output = "octet_" + type + "/" + value;
        graph.addNode(Protos.node(type, output, List.of(value), output));
        return output;
    }

    private void part(String statistics, Field field) {
        String output = "octet_flat/" + statistics;
        graph.addNode(Protos.node("Reshape", output, List.of(statistics, FLAT), output));
        parts.add(output);
        fields.add(field);
    }
}
