package octet.openvino;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import octet.calibration.Statistic;
import octet.calibration.Tap;
import octet.calibration.Tap.Channels;
import octet.format.TapLayout;
import octet.format.TapLayout.Field;
import octet.format.TapLayout.Kind;
import octet.graph.Shape;
import octet.openvino.ir.ElementType;
import octet.openvino.ir.IrEditor;
import octet.openvino.ir.Source;

/**
 * Adds layers that compute the taps' statistics inside the runtime, so that a few numbers come out and not whole
 * activations, all in one tensor. Values are reduced as they lie, in the blocked layout in which convolutions compute.
 */
final class TapWriter {

    private final IrEditor editor;
    private final Layers layers;
    private final Map<String, Source> values;
    private final List<Tap> taps;
    private final List<Field> fields = new ArrayList<>();
    private final List<Source> parts = new ArrayList<>();
    private final List<Source> picked = new ArrayList<>();
    private final Map<String, Integer> elements = new LinkedHashMap<>();

    private TapWriter(IrEditor editor, Map<String, Source> values, List<Tap> taps) {
        this.editor = editor;
        this.layers = new Layers(editor);
        this.values = values;
        this.taps = taps;
    }

    /**
     * Adds the taps.
     *
     * @param values where the tapped values come from in the model as it stands
     * @return what the first of the added outputs holds; each of the others holds elements of one tap
     */
    static TapLayout write(IrEditor editor, Map<String, Source> values, List<Tap> taps) {
        return new TapWriter(editor, values, taps).write();
    }

    private TapLayout write() {
        for (int i = 0; i < taps.size(); i++) {
            add(i, taps.get(i));
        }
        if (parts.isEmpty()) {
            parts.add(layers.floats("octet_nothing", new float[0], 0));
        }
        Source statistics = editor.operation(
                "octet_statistics",
                "Concat",
                "opset1",
                List.of("axis", "0"),
                parts,
                ElementType.F32.precision(),
                Shape.of(fields.stream().mapToLong(Field::length).sum()));
        editor.result("octet_statistics/result", statistics);
        picked.forEach(source -> editor.result("octet_elements/result", source));
        return new TapLayout(taps, fields, elements);
    }

    private void add(int index, Tap tap) {
        Source value = inFloat(tap.value());
        int rank = editor.shape(value).rank();
        boolean known = tap.channels() == Channels.SECOND && rank >= 2 || tap.channels() == Channels.LAST && rank >= 1;
        int axis = tap.channels() == Channels.SECOND ? 1 : rank - 1;
        int channels = tap.wants(Statistic.CHANNEL_BOUNDS) && known ? axis : -1;
        int count = channels < 0 ? 1 : tap.channelCount();
        if (!tap.nonNegative()) {
            part("ReduceMin", tap, value, channels, new Field(index, Kind.MIN, count));
        }
        part("ReduceMax", tap, value, channels, new Field(index, Kind.MAX, count));
        if (tap.wants(Statistic.CHANNEL_MEANS) && known) {
            part("ReduceMean", tap, value, axis, new Field(index, Kind.MEANS, tap.channelCount()));
        }
        if (tap.wants(Statistic.HISTOGRAM)) {
            elements.put("octet_elements/" + index, index);
            picked.add(new ElementsWriter(layers).write(tap, value));
        }
    }

    private Source inFloat(String name) {
        Source value = values.get(name);
        return editor.precision(value).equals(ElementType.F32.precision())
                ? value
                : layers.toFloat("octet_float/" + name, value);
    }

    /** @param kept the axis that stays; -1 for none */
    private void part(String operator, Tap tap, Source value, int kept, Field field) {
        int rank = editor.shape(value).rank();
        String name = "octet_" + operator + "/" + tap.value();
        long[] axes = LongStream.range(0, rank).filter(axis -> axis != kept).toArray();
        long[] reduced = new long[rank];
        Arrays.fill(reduced, 1);
        if (kept >= 0) {
            reduced[kept] = field.length();
        }
        Source numbers = axes.length == 0 ? value : layers.reduce(name, operator, value, Shape.of(reduced), axes);
        parts.add(layers.reshape(name + "/flat", numbers, Shape.of(field.length()), -1));
        fields.add(field);
    }
}
