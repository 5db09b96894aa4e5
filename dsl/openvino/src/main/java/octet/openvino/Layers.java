package octet.openvino;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import octet.graph.Shape;
import octet.openvino.ir.ElementType;
import octet.openvino.ir.IrEditor;
import octet.openvino.ir.Source;

/** Adds layers of a few kinds to a model. */
final class Layers {

    private static final String FLOAT = ElementType.F32.precision();
    private static final List<String> BROADCAST = List.of("auto_broadcast", "numpy");

    private final IrEditor editor;

    Layers(IrEditor editor) {
        this.editor = editor;
    }

    IrEditor editor() {
        return editor;
    }

    Source floats(String name, float[] values, long... dims) {
        var bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return editor.constant(name, ElementType.F32, bytes, Shape.of(dims));
    }

    Source integers(String name, long... values) {
        return integersOf(name, Shape.of(values.length), values);
    }

    Source integer(String name, long value) {
        return integersOf(name, Shape.of(), value);
    }

    private Source integersOf(String name, Shape shape, long... values) {
        var bytes = ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return editor.constant(name, ElementType.I64, bytes, shape);
    }

    Source bytes(String name, byte[] values, Shape shape, ElementType type) {
        return editor.constant(name, type, ByteBuffer.wrap(values), shape);
    }

    Source toFloat(String name, Source from) {
        return editor.operation(
                name,
                "Convert",
                "opset1",
                List.of("destination_type", "f32"),
                List.of(from),
                FLOAT,
                editor.shape(from));
    }

    /** Element by element; the result has the shape of the first. */
    Source arithmetic(String name, String operator, Source one, Source other) {
        return editor.operation(name, operator, "opset1", BROADCAST, List.of(one, other), FLOAT, editor.shape(one));
    }

    /** Reduces over axes, which stay with the length 1. */
    Source reduce(String name, String operator, Source from, Shape shape, Source over) {
        return editor.operation(
                name, operator, "opset1", List.of("keep_dims", "true"), List.of(from, over), FLOAT, shape);
    }

    Source reshape(String name, Source from, Shape shape, long... dims) {
        Source to = integers(name + "/shape", dims);
        return editor.operation(
                name, "Reshape", "opset1", List.of("special_zero", "false"), List.of(from, to), FLOAT, shape);
    }
}
