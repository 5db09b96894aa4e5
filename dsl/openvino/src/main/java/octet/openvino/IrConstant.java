package octet.openvino;

import java.nio.ByteBuffer;
import octet.data.Tensor;
import octet.graph.Constant;
import octet.graph.DataType;
import octet.graph.Shape;
import octet.openvino.ir.ElementType;
import octet.openvino.ir.Ir;
import octet.openvino.ir.Layer;

/**
 * A constant layer, as a constant of the neutral graph.
 *
 * @param name its name in the graph
 * @param ir the model
 * @param layer the layer
 * @param converted whether a Convert to float32 stands behind it, as in compressed models
 * @param shape as the graph sees it; as many elements as the layer's own
 */
record IrConstant(String name, Ir ir, Layer layer, boolean converted, Shape shape) implements Constant {

    private DataType stored() {
        return ElementType.ofAttribute(layer.data("element_type").orElse(""));
    }

    @Override
    public DataType type() {
        return converted ? DataType.FLOAT32 : stored();
    }

    @Override
    public float[] floats() {
        DataType stored = stored();
        int elements = Math.toIntExact(shape.elements());
        ByteBuffer bytes = ir.constant(layer);
        return switch (stored) {
            case FLOAT32 -> {
                float[] floats = new float[elements];
                bytes.asFloatBuffer().get(floats);
                yield floats;
            }
            case FLOAT16, BFLOAT16 -> {
                short[] halves = new short[elements];
                bytes.asShortBuffer().get(halves);
                yield Tensor.of(stored, halves, elements).toFloats();
            }
            default -> throw new UnsupportedOperationException("'" + name + "' holds " + stored);
        };
    }

    /** The integers of a constant that tells an operation where to work; empty for one of other types. */
    static long[] integers(Ir ir, Layer layer) {
        DataType type = ElementType.ofAttribute(layer.data("element_type").orElse(""));
        ByteBuffer bytes = ir.constant(layer);
        if (type == DataType.INT64) {
            long[] longs = new long[bytes.remaining() / Long.BYTES];
            bytes.asLongBuffer().get(longs);
            return longs;
        } else if (type == DataType.INT32) {
            int[] ints = new int[bytes.remaining() / Integer.BYTES];
            bytes.asIntBuffer().get(ints);
            return java.util.Arrays.stream(ints).asLongStream().toArray();
        }
        return new long[0];
    }
}
