package octet.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import octet.calibration.Statistic;
import octet.calibration.Tap;
import octet.calibration.Tap.Channels;
import octet.format.TapLayout;
import octet.format.TapLayout.Field;
import octet.format.TapLayout.Kind;
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
    private final boolean singly;
    private final List<Field> fields = new ArrayList<>();
    private final List<String> parts = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private final Map<String, Integer> withElements = new LinkedHashMap<>();
    private final ElementsWriter elements;

    private TapWriter(ModelProto model, List<Tap> taps, boolean singly) {
        this.singly = singly;
        this.model = model.toBuilder();
        this.graph = this.model.getGraphBuilder();
        this.opset = Protos.opset(model);
        this.taps = taps;
        this.elements = new ElementsWriter(graph);
    }

    /**
     * A model with taps.
     *
     * @param model the model
     * @param layout what its output {@link #STATISTICS} holds
     */
    record Tapped(ModelProto model, TapLayout layout) {}

    /**
     * Adds the taps.
     *
     * @param singly whether the first axis of every pooled value has the length 1, so that nothing is to be reduced over
     *     it; where that is wrong, the output is longer than its layout
     */
    static Tapped write(ModelProto model, List<Tap> taps, boolean singly) {
        return new TapWriter(model, taps, singly).write();
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
        outputs.add(STATISTICS);
        outputs.forEach(this::output);
        return new Tapped(model.build(), new TapLayout(taps, fields, withElements));
    }

    private void output(String name) {
        graph.addOutput(ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(
                                TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT.getNumber()))));
    }

    private void add(int index, Tap tap) {
        boolean channels = tap.wants(Statistic.CHANNEL_BOUNDS) && tap.channels() != Channels.UNKNOWN;
        boolean means = tap.wants(Statistic.CHANNEL_MEANS) && tap.channels() != Channels.UNKNOWN;
        if (tap.spatialAxes() > 0) {
            spatial(index, tap, channels, means);
        } else {
            plain(index, tap, channels && tap.channels() == Channels.LAST, means && tap.channels() == Channels.LAST);
        }
        if (tap.wants(Statistic.HISTOGRAM)) {
            elements(index, tap);
        }
    }

    private void spatial(int index, Tap tap, boolean channels, boolean means) {
        String value = tap.value();
        int count = tap.channelCount();
        if (!tap.nonNegative()) {
            String minima =
                    channels ? overAllButSecond("ReduceMin", value, tap.spatialAxes()) : unary("ReduceMin", value);
            part(minima, new Field(index, Kind.MIN, channels ? count : 1));
        }
        String maxima = overBatch("ReduceMax", unary("GlobalMaxPool", value));
        var ofMaxima = new Field(index, Kind.MAX, count);
        if (means) {
            String averages = overBatch("ReduceMean", unary("GlobalAveragePool", value));
            part(joined(value, maxima, averages), ofMaxima, new Field(index, Kind.MEANS, count));
        } else {
            part(maxima, ofMaxima);
        }
    }

    /** Pooled numbers are joined while they are in the blocked layout, so that they leave it at once. */
    private String joined(String value, String... pooled) {
        String output = "octet_pooled/" + value;
        graph.addNode(Protos.node("Concat", output, List.of(pooled), output, Protos.integer("axis", 1)));
        return output;
    }

    private String overBatch(String type, String pooled) {
        return singly ? pooled : over(type, pooled, 0);
    }

    private void plain(int index, Tap tap, boolean channels, boolean means) {
        String value = tap.value();
        int count = tap.channelCount();
        String rows = channels || means ? rows(value, count) : value;
        int bounds = channels ? count : 1;
        if (!tap.nonNegative()) {
            part(channels ? over("ReduceMin", rows, 0) : unary("ReduceMin", value), new Field(index, Kind.MIN, bounds));
        }
        part(channels ? over("ReduceMax", rows, 0) : unary("ReduceMax", value), new Field(index, Kind.MAX, bounds));
        if (means) {
            part(over("ReduceMean", rows, 0), new Field(index, Kind.MEANS, count));
        }
    }

    /** All channels of one position after another. */
    private String rows(String value, int channels) {
        String rows = "octet_rows/" + value;
        graph.addInitializer(Protos.longs(rows + "/shape", new long[] {-1, channels}, 2));
        graph.addNode(Protos.node("Reshape", rows, List.of(value, rows + "/shape"), rows));
        return rows;
    }

    private void elements(int index, Tap tap) {
        String output = elements.write(tap);
        outputs.add(output);
        withElements.put(output, index);
    }

    private String overAllButSecond(String type, String value, int spatialAxes) {
        long[] axes = new long[spatialAxes + 1];
        for (int i = 1; i < axes.length; i++) {
            axes[i] = i + 1;
        }
        return over(type, value, axes);
    }

    /** Reduces over axes, whose lengths may differ from value to value and from run to run. */
    private String over(String type, String value, long... axes) {
        String output = "octet_over_" + type + "/" + value;
        if (opset >= AXES_AS_INPUT) {
            graph.addInitializer(Protos.longs(output + "/axes", axes, axes.length));
            graph.addNode(Protos.node(type, output, List.of(value, output + "/axes"), output));
        } else {
            graph.addNode(Protos.node(type, output, List.of(value), output, Protos.integers("axes", axes)));
        }
        return output;
    }

    /** Pools, or reduces over all axes, which stay with the length 1. */
    private String unary(String type, String value) {
        String output = "octet_" + type + "/" + value;
        graph.addNode(Protos.node(type, output, List.of(value), output));
        return output;
    }

    private void part(String statistics, Field... held) {
        String output = "octet_flat/" + statistics;
        graph.addNode(Protos.node("Reshape", output, List.of(statistics, FLAT), output));
        parts.add(output);
        fields.addAll(List.of(held));
    }
}
