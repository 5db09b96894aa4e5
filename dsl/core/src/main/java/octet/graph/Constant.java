package octet.graph;

/**
 * A tensor that is part of the model. Its elements are read when they are asked for, so that a graph of any size is
 * cheap to hold.
 */
public interface Constant {

    /** The name by which nodes refer to it. */
    String name();

    /** The type of its elements. */
    DataType type();

    /** Its shape; static. */
    Shape shape();

    /**
     * Its elements in row-major order, in a new array; those of two bytes converted, which is exact.
     *
     * @throws UnsupportedOperationException when {@link #type()} is none of {@link DataType#FLOAT32}, {@link
     *     DataType#FLOAT16} and {@link DataType#BFLOAT16}
     */
    float[] floats();
}
