package octet.openvino;

import java.util.Collections;
import java.util.List;
import octet.calibration.Tap;
import octet.graph.Shape;
import octet.openvino.ir.ElementType;
import octet.openvino.ir.IrEditor;
import octet.openvino.ir.Source;

/**
 * Adds layers that pick some elements of a value, evenly spread, for its histogram: a few thousand a run tell as much as
 * all of them, and all of them would take longer to count than the model takes to run.
 *
 * <p>Of values with spatial axes every fourth position along each is taken, by a pool with a window of one. Others are
 * flattened and every n-th element is taken, n odd, so that it does not stay in step with the channels.
 */
final class ElementsWriter {

    private static final int STRIDE = 4;
    private static final int LEAST = 4096;

    private final Layers layers;
    private final IrEditor editor;

    ElementsWriter(Layers layers) {
        this.layers = layers;
        this.editor = layers.editor();
    }

    /** Adds the layers and returns where the picked elements come out, of any shape. */
    Source write(Tap tap, Source value) {
        String name = "octet_elements/" + tap.value();
        int axes = tap.spatialAxes();
        return axes > 0 && axes <= 3 && editor.shape(value).rank() == axes + 2
                ? thinned(name, value, axes)
                : everyNth(name, value);
    }

    private Source thinned(String name, Source value, int axes) {
        List<String> attributes = List.of(
                "strides",
                same(axes, STRIDE),
                "pads_begin",
                same(axes, 0),
                "pads_end",
                same(axes, 0),
                "kernel",
                same(axes, 1),
                "rounding_type",
                "floor",
                "auto_pad",
                "explicit");
        return editor.operation(
                name, "MaxPool", "opset1", attributes, List.of(value), ElementType.F32.precision(), unknown(axes + 2));
    }

    private static String same(int length, int number) {
        return String.join(", ", Collections.nCopies(length, Integer.toString(number)));
    }

    private static Shape unknown(int rank) {
        return new Shape(Collections.nCopies(rank, Shape.DYNAMIC));
    }

    private Source everyNth(String name, Source value) {
        Source flat = layers.reshape(name + "/flat", value, unknown(1), -1);
        Source size = editor.operation(
                name + "/size",
                "ShapeOf",
                "opset3",
                List.of("output_type", "i64"),
                List.of(flat),
                ElementType.I64.precision(),
                Shape.of(1));
        Source half = integer(name + "/half", "Divide", size, layers.integers(name + "/share", 2 * LEAST));
        Source even = integer(name + "/even", "Multiply", half, layers.integers(name + "/two", 2));
        Source step = integer(name + "/step", "Add", even, layers.integers(name + "/one", 1));
        return editor.operation(
                name,
                "Slice",
                "opset8",
                List.of(),
                List.of(
                        flat,
                        layers.integers(name + "/start", 0),
                        layers.integers(name + "/end", Long.MAX_VALUE),
                        step,
                        layers.integers(name + "/axis", 0)),
                ElementType.F32.precision(),
                unknown(1));
    }

    private Source integer(String name, String operator, Source one, Source other) {
        return editor.operation(
                name,
                operator,
                "opset1",
                List.of("auto_broadcast", "numpy"),
                List.of(one, other),
                ElementType.I64.precision(),
                Shape.of(1));
    }
}
