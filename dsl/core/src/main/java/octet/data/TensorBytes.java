package octet.data;

import java.nio.ByteBuffer;
import octet.graph.DataType;
import octet.graph.Shape;

/** Makes tensors of bytes. */
public final class TensorBytes {

    private TensorBytes() {}

    /**
     * A tensor of elements that are read from bytes.
     *
     * @param type a type that tensors hold
     * @param bytes at least as many as the elements take, in their order
     */
    public static Tensor read(DataType type, ByteBuffer bytes, long... shape) {
        int count = Math.toIntExact(Shape.of(shape).elements());
        switch (type) {
            case FLOAT32 -> {
                float[] floats = new float[count];
                bytes.asFloatBuffer().get(floats);
                return Tensor.of(floats, shape);
            }
            case FLOAT64 -> {
                double[] doubles = new double[count];
                bytes.asDoubleBuffer().get(doubles);
                return Tensor.of(doubles, shape);
            }
            case INT64 -> {
                long[] longs = new long[count];
                bytes.asLongBuffer().get(longs);
                return Tensor.of(longs, shape);
            }
            case INT32 -> {
                int[] ints = new int[count];
                bytes.asIntBuffer().get(ints);
                return Tensor.of(ints, shape);
            }
            case FLOAT16, BFLOAT16 -> {
                short[] halves = new short[count];
                bytes.asShortBuffer().get(halves);
                return Tensor.of(type, halves, shape);
            }
            default -> {
                byte[] single = new byte[count];
                bytes.duplicate().get(single);
                return Tensor.of(type, single, shape);
            }
        }
    }
}
