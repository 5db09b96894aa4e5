package octet.openvino;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
    private final Map<Group, List<Part>> groups = new LinkedHashMap<>();
    private final Map<List<Long>, Source> axes = new HashMap<>();
    private final List<Source> picked = new ArrayList<>();
    private final Map<String, Integer> elements = new LinkedHashMap<>();

    /** Parts of so many axes that are joined along one of them: each joint saves a layer a part, which all cost time. */
    private record Group(int rank, int axis) {}

    private record Part(Source numbers, Field field) {}

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
        List<Field> fields = new ArrayList<>();
        List<Source> joined = new ArrayList<>();
        groups.forEach((group, parts) -> {
            joined.add(joined(group, parts));
            parts.forEach(part -> fields.add(part.field()));
        });
        if (joined.isEmpty()) {
            joined.add(layers.floats("octet_nothing", new float[0], 0));
        }
        Source statistics = concat("octet_statistics", joined, 0, Shape.of(length(fields)));
        editor.result("octet_statistics/result", statistics);
        picked.forEach(source -> editor.result("octet_elements/result", source));
        return new TapLayout(taps, fields, elements);
    }

    private static long length(List<Field> fields) {
        return fields.stream().mapToLong(Field::length).sum();
    }

    /** All numbers of the parts, one after another. */
    private Source joined(Group group, List<Part> parts) {
        long length = length(parts.stream().map(Part::field).toList());
        long[] dims = new long[group.rank()];
        Arrays.fill(dims, 1);
        dims[group.axis()] = length;
        String name = "octet_parts/" + group.rank() + "/" + group.axis();
        Source all = concat(name, parts.stream().map(Part::numbers).toList(), group.axis(), Shape.of(dims));
        return layers.reshape(name + "/flat", all, Shape.of(length), -1);
    }

    private Source concat(String name, List<Source> parts, int axis, Shape shape) {
        return editor.operation(
                name,
                "Concat",
                "opset1",
                List.of("axis", Integer.toString(axis)),
                parts,
                ElementType.F32.precision(),
                shape);
    }

    private void add(int index, Tap tap) {
        Source value = inFloat(tap.value());
        int rank = editor.shape(value).rank();
        boolean known = tap.channels() == Channels.SECOND && rank >= 2 || tap.channels() == Channels.LAST && rank >= 1;
        int axis = tap.channels() == Channels.SECOND ? 1 : rank - 1;
        int channels = tap.wants(Statistic.CHANNEL_BOUNDS) && known ? axis : -1;
        int joint = known ? axis : Math.min(1, rank - 1);
        int count = channels < 0 ? 1 : tap.channelCount();
        if (!tap.nonNegative()) {
            part("ReduceMin", tap, value, channels, joint, new Field(index, Kind.MIN, count));
        }
        part("ReduceMax", tap, value, channels, joint, new Field(index, Kind.MAX, count));
        if (tap.wants(Statistic.CHANNEL_MEANS) && known) {
            part("ReduceMean", tap, value, axis, joint, new Field(index, Kind.MEANS, tap.channelCount()));
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

    /**
     * @param kept the axis that stays; -1 for none
     * @param joint the axis along which it is joined with others
     */
    private void part(String operator, Tap tap, Source value, int kept, int joint, Field field) {
        int rank = editor.shape(value).rank();
        String name = "octet_" + operator + "/" + tap.value();
        if (rank == 0) {
            add(new Group(1, 0), layers.reshape(name + "/flat", value, Shape.of(1), -1), field);
            return;
        }
        List<Long> over =
                LongStream.range(0, rank).filter(axis -> axis != kept).boxed().toList();
        long[] reduced = new long[rank];
        Arrays.fill(reduced, 1);
        if (kept >= 0) {
            reduced[kept] = field.length();
        }
        Source numbers = over.isEmpty() ? value : layers.reduce(name, operator, value, Shape.of(reduced), axes(over));
        add(new Group(rank, joint), numbers, field);
    }

    private void add(Group group, Source numbers, Field field) {
        groups.computeIfAbsent(group, g -> new ArrayList<>()).add(new Part(numbers, field));
    }

    private Source axes(List<Long> over) {
        return axes.computeIfAbsent(
                over,
                all -> layers.integers(
                        "octet_axes", all.stream().mapToLong(axis -> axis).toArray()));
    }
}
