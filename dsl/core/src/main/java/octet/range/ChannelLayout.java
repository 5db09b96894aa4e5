package octet.range;

import octet.graph.Shape;

/** Where the elements of a channel lie in a row-major tensor: in runs of {@code inner} elements, channel after channel. */
public final class ChannelLayout {

    private ChannelLayout() {}

    /** The number of elements between one index along the axis and the next. */
    public static int inner(Shape shape, int axis) {
        int inner = 1;
        for (int i = axis + 1; i < shape.rank(); i++) {
            inner = Math.toIntExact(Math.multiplyExact(inner, shape.dim(i)));
        }
        return inner;
    }
}
