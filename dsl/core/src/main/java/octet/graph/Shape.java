package octet.graph;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The lengths of a tensor's axes.
 *
 * @param dims one length an axis; {@link #DYNAMIC} where it changes from run to run
 */
public record Shape(List<Long> dims) {

    /** The length of an axis that changes from run to run. */
    public static final long DYNAMIC = -1;

    /** Copies the list. */
    public Shape {
        dims = List.copyOf(dims);
    }

    /** A shape of these lengths. */
    public static Shape of(long... dims) {
        return new Shape(Arrays.stream(dims).boxed().toList());
    }

    /** The number of axes. */
    public int rank() {
        return dims.size();
    }

    /** The length of an axis; a negative axis counts from the end. */
    public long dim(int axis) {
        return dims.get(axis < 0 ? rank() + axis : axis);
    }

    /** Whether no axis is dynamic. */
    public boolean isStatic() {
        return dims.stream().allMatch(dim -> dim >= 0);
    }

    /**
     * The number of elements.
     *
     * @throws ArithmeticException when the product does not fit a {@code long}
     * @throws IllegalStateException when an axis is dynamic
     */
    public long elements() {
        long product = 1;
        for (long dim : dims) {
            if (dim < 0) {
                throw new IllegalStateException("the shape " + this + " is dynamic");
            }
            product = Math.multiplyExact(product, dim);
        }
        return product;
    }

    /** The lengths in a new array. */
    public long[] toArray() {
        return dims.stream().mapToLong(Long::longValue).toArray();
    }

    /** Whether a tensor of the shape {@code actual} may stand where this shape is declared. */
    public boolean accepts(Shape actual) {
        if (actual.rank() != rank()) {
            return false;
        }
        for (int i = 0; i < rank(); i++) {
            if (dim(i) >= 0 && dim(i) != actual.dim(i)) {
                return false;
            }
        }
        return true;
    }

    /** The lengths, a question mark for a dynamic one: {@code [?, 3, 48, 320]}. */
    @Override
    public String toString() {
        return dims.stream().map(dim -> dim < 0 ? "?" : dim.toString()).collect(Collectors.joining(", ", "[", "]"));
    }
}
