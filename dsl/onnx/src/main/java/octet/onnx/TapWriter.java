package octet.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
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
 * <p>Values with spatial axes are pooled, not reduced: ONNX Runtime pools and joins them in the blocked layout in which
 * its convolutions compute, so that only the pooled numbers are laid out anew.
 */
final class TapWriter {

    /** The name of the added output. */
    static final String STATISTICS = "octet_statistics";

    private static final String NOTHING = "octet_nothing";
    private static final String FLAT = "octet_flat";
    private static final String BATCH = "octet_batch_axis";
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
        graph.addInitializer(Protos.longs(BATCH, new long[] {0}, 1));
        var spatial = new TreeMap<Integer, List<Integer>>();
        for (int i = 0; i < taps.size(); i++) {
            if (taps.get(i).spatialAxes() > 0) {
                spatial.computeIfAbsent(taps.get(i).spatialAxes(), axes -> new ArrayList<>())
                        .add(i);
            } else {
                plain(i);
            }
        }
        spatial.forEach(this::pooled);
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

    /** Statistics of values with the same number of spatial axes, joined along the channels. */
    private void pooled(int axes, List<Integer> indexes) {
        List<String> minima = new ArrayList<>();
        List<String> maxima = new ArrayList<>();
        List<String> means = new ArrayList<>();
        for (int i : indexes) {
            if (!taps.get(i).nonNegative()) {
                minima.add(unary("ReduceMin", taps.get(i).value()));
                fields.add(new Field(i, Kind.MIN, 1));
            }
        }
        for (int i : indexes) {
            maxima.add(unary("GlobalMaxPool", taps.get(i).value()));
            fields.add(new Field(i, Kind.MAX, taps.get(i).channelCount()));
        }
        for (int i : indexes) {
            if (taps.get(i).means()) {
                means.add(unary("GlobalAveragePool", taps.get(i).value()));
                fields.add(new Field(i, Kind.MEANS, taps.get(i).channelCount()));
            }
        }
        joined("minima", axes, minima, "ReduceMin");
        joined("maxima", axes, maxima, "ReduceMax");
        joined("means", axes, means, "ReduceMean");
    }

    private void joined(String what, int axes, List<String> values, String overBatch) {
        if (!values.isEmpty()) {
            String joined = "octet_" + what + axes;
            graph.addNode(Protos.node("Concat", joined, values, joined, Protos.integer("axis", 1)));
            flat(overBatch(overBatch, joined));
        }
    }

    private void plain(int index) {
        Tap tap = taps.get(index);
        if (!tap.nonNegative()) {
            flat(unary("ReduceMin", tap.value()));
            fields.add(new Field(index, Kind.MIN, 1));
        }
        flat(unary("ReduceMax", tap.value()));
        fields.add(new Field(index, Kind.MAX, 1));
        if (tap.means() && tap.channels() == Channels.LAST) {
            String rows = "octet_rows/" + tap.value();
            graph.addInitializer(Protos.longs(rows + "/shape", new long[] {-1, tap.channelCount()}, 2));
            graph.addNode(Protos.node("Reshape", rows, List.of(tap.value(), rows + "/shape"), rows));
            flat(overBatch("ReduceMean", rows));
            fields.add(new Field(index, Kind.MEANS, tap.channelCount()));
        }
    }

    /** Pools, or reduces over all axes, which stay with the length 1. */
    private String unary(String type, String value) {
        String output = "octet_" + type + "/" + value;
        graph.addNode(Protos.node(type, output, List.of(value), output));
        return output;
    }

    private String overBatch(String type, String value) {
        String output = "octet_batch_" + type + "/" + value;
        graph.addNode(
                opset >= AXES_AS_INPUT
                        ? Protos.node(type, output, List.of(value, BATCH), output)
                        : Protos.node(type, output, List.of(value), output, Protos.integers("axes", 0)));
        return output;
    }

    private void flat(String value) {
        String output = "octet_flat/" + value;
        graph.addNode(Protos.node("Reshape", output, List.of(value, FLAT), output));
        parts.add(output);
    }
}
