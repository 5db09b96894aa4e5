package octet.correction;

import octet.graph.Constant;
import octet.graph.DataType;
import octet.graph.Shape;

/**
 * Which axis of a value numbers its channels.
 *
 * @param channels how many there are
 * @param spatialAxes how many axes follow: 0 where channels come last, as before a matrix product
 */
public record ChannelAxis(int channels, int spatialAxes) {

    /** The shape in which one number a channel is broadcast against the value. */
    Shape broadcast() {
        long[] dims = new long[spatialAxes + 1];
        java.util.Arrays.fill(dims, 1);
        dims[0] = channels;
        return Shape.of(dims);
    }

    /** The axis of a constant that holds one number a channel of the value, when it is broadcast; else -1. */
    int of(Constant constant) {
        Shape shape = constant.shape();
        int axis = shape.rank() - 1 - spatialAxes;
        boolean fits = constant.type() == DataType.FLOAT32
                && axis >= 0
                && shape.dim(axis) == channels
                && shape.elements() == channels;
        return fits ? axis : -1;
    }
}
