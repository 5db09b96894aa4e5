package octet.data;

import java.lang.reflect.Array;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import octet.graph.DataType;
import octet.graph.Shape;

/**
 * An array of numbers with a shape, row-major.
 *
 * <p>The elements are one Java array of the matching primitive type: {@code float[]} for float32, {@code double[]} for
 * float64, {@code long[]} for int64, {@code int[]} for int32, {@code short[]} of the bits for float16 and bfloat16, {@code
 * byte[]} for int8, uint8 and bool. The array is shared, not copied: treat it as read-only.
 */
public final class Tensor {

    private static final int PIECE = 8192;

    private final DataType type;
    private final Shape shape;
    private final Object elements;

    private Tensor(DataType type, Shape shape, Object elements) {
        if (shape.elements() != Array.getLength(elements)) {
            throw new IllegalArgumentException("the shape " + shape + " needs " + shape.elements() + " elements, not "
                    + Array.getLength(elements));
        }
        this.type = type;
        this.shape = shape;
        this.elements = elements;
    }

    /** A float32 tensor over {@code elements}. */
    public static Tensor of(float[] elements, long... shape) {
        return new Tensor(DataType.FLOAT32, Shape.of(shape), elements);
    }

    /** A float64 tensor over {@code elements}. */
    public static Tensor of(double[] elements, long... shape) {
        return new Tensor(DataType.FLOAT64, Shape.of(shape), elements);
    }

    /** An int64 tensor over {@code elements}. */
    public static Tensor of(long[] elements, long... shape) {
        return new Tensor(DataType.INT64, Shape.of(shape), elements);
    }

    /** An int32 tensor over {@code elements}. */
    public static Tensor of(int[] elements, long... shape) {
        return new Tensor(DataType.INT32, Shape.of(shape), elements);
    }

    /**
     * A tensor of one-byte elements.
     *
     * @param type {@link DataType#INT8}, {@link DataType#UINT8} or {@link DataType#BOOL}
     */
    public static Tensor of(DataType type, byte[] elements, long... shape) {
        if (type.bytes() != 1) {
            throw new IllegalArgumentException(type + " elements do not have one byte");
        }
        return new Tensor(type, Shape.of(shape), elements);
    }

    /**
     * A tensor of two-byte floating-point elements.
     *
     * @param type {@link DataType#FLOAT16} or {@link DataType#BFLOAT16}
     * @param elements their bits
     */
    public static Tensor of(DataType type, short[] elements, long... shape) {
        if (type.bytes() != 2 || !type.isFloating()) {
            throw new IllegalArgumentException(type + " elements are no floating-point numbers of two bytes");
        }
        return new Tensor(type, Shape.of(shape), elements);
    }

    /** The type of the elements. */
    public DataType type() {
        return type;
    }

    /** The shape; static. */
    public Shape shape() {
        return shape;
    }

    /** The elements of a float32 tensor, shared. */
    public float[] floats() {
        return (float[]) elements(DataType.FLOAT32);
    }

    /**
     * The elements of a tensor of any floating-point type as float32: shared where they are, else converted, float64
     * rounded.
     *
     * @throws IllegalStateException when the type is not a floating-point one
     */
    public float[] toFloats() {
        if (!type.isFloating()) {
            throw new IllegalStateException("the tensor holds " + type + ", not floating-point numbers");
        }
        return (type == DataType.FLOAT32 ? this : Conversion.of(this, DataType.FLOAT32)).floats();
    }

    /** The elements of an int64 tensor, shared. */
    public long[] longs() {
        return (long[]) elements(DataType.INT64);
    }

    private Object elements(DataType wanted) {
        if (type != wanted) {
            throw new IllegalStateException("the tensor holds " + type + ", not " + wanted);
        }
        return elements;
    }

    /** The elements as a buffer of the matching type, shared. */
    public Buffer buffer() {
        if (elements instanceof float[] floats) {
            return FloatBuffer.wrap(floats);
        } else if (elements instanceof long[] longs) {
            return LongBuffer.wrap(longs);
        } else if (elements instanceof int[] ints) {
            return IntBuffer.wrap(ints);
        } else if (elements instanceof double[] doubles) {
            return DoubleBuffer.wrap(doubles);
        } else if (elements instanceof short[] halves) {
            return ShortBuffer.wrap(halves);
        }
        return ByteBuffer.wrap((byte[]) elements);
    }

    /** Hands out the elements as bytes, little-endian, piece by piece; a piece is valid until the next. */
    public void littleEndian(Consumer<ByteBuffer> pieces) {
        if (elements instanceof byte[] bytes) {
            pieces.accept(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
            return;
        }
        int length = Array.getLength(elements);
        ByteBuffer piece = ByteBuffer.allocate(PIECE * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < length; from += PIECE) {
            int count = Math.min(PIECE, length - from);
            piece.clear();
            if (elements instanceof float[] floats) {
                piece.asFloatBuffer().put(floats, from, count);
            } else if (elements instanceof long[] longs) {
                piece.asLongBuffer().put(longs, from, count);
            } else if (elements instanceof int[] ints) {
                piece.asIntBuffer().put(ints, from, count);
            } else if (elements instanceof short[] halves) {
                piece.asShortBuffer().put(halves, from, count);
            } else {
                piece.asDoubleBuffer().put((double[]) elements, from, count);
            }
            pieces.accept(piece.limit(count * type.bytes()));
        }
    }

    /** The same elements in another shape of as many elements. */
    public Tensor reshape(long... newShape) {
        return new Tensor(type, Shape.of(newShape), elements);
    }

    /** The rows from {@code from} to before {@code to} along the first axis, copied. */
    public Tensor rows(int from, int to) {
        int row = Math.toIntExact(shape.elements() / Math.max(1, shape.dim(0)));
        Object part = Array.newInstance(elements.getClass().getComponentType(), (to - from) * row);
        System.arraycopy(elements, from * row, part, 0, (to - from) * row);
        long[] dims = shape.toArray();
        dims[0] = to - from;
        return new Tensor(type, Shape.of(dims), part);
    }

    /**
     * Joins tensors along the first axis.
     *
     * @throws IllegalArgumentException when types or the other axes differ
     */
    public static Tensor concat(List<Tensor> parts) {
        Tensor first = parts.get(0);
        int total =
                parts.stream().mapToInt(part -> Array.getLength(part.elements)).sum();
        Object all = Array.newInstance(first.elements.getClass().getComponentType(), total);
        int at = 0;
        long rows = 0;
        for (Tensor part : parts) {
            if (part.type != first.type || part.shape.rank() == 0 || !part.row().equals(first.row())) {
                throw new IllegalArgumentException("cannot join " + first + " and " + part + " along the first axis");
            }
            System.arraycopy(part.elements, 0, all, at, Array.getLength(part.elements));
            at += Array.getLength(part.elements);
            rows += part.shape.dim(0);
        }
        long[] dims = first.shape.toArray();
        dims[0] = rows;
        return new Tensor(first.type, Shape.of(dims), all);
    }

    /** The shape without its first axis. */
    private List<Long> row() {
        return shape.dims().subList(Math.min(1, shape.rank()), shape.rank());
    }

    /** The index of the first NaN or infinite element, or -1 when all are finite or integers. */
    public int firstNonFinite() {
        if (elements instanceof float[] floats) {
            for (int i = 0; i < floats.length; i++) {
                if (!Float.isFinite(floats[i])) {
                    return i;
                }
            }
            return -1;
        } else if (!type.isFloating()) {
            return -1;
        }
        var numbers = Numbers.of(this);
        int count = Array.getLength(elements);
        for (int i = 0; i < count; i++) {
            if (!Double.isFinite(numbers.real(i))) {
                return i;
            }
        }
        return -1;
    }

    /** Whether type, shape and elements are equal. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that
                && type == that.type
                && shape.equals(that.shape)
                && Arrays.deepEquals(new Object[] {elements}, new Object[] {that.elements});
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(new Object[] {type, shape, elements});
    }

    /** Type and shape: {@code float32 [1, 3, 48, 320]}. */
    @Override
    public String toString() {
        return type + " " + shape;
    }
}
