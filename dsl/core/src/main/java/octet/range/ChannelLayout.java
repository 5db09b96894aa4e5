package octet.range;

import octet.graph.Shape;

/**
 * Where the elements of a channel lie in a row-major tensor: {@code outer} times over, all channels one after another,
 * each a run of {@code inner} elements.
 *
 * @param outer how often the channels are run through
 * @param channels the length of the channels' axis
 * @param inner the number of elements between one channel and the next
 */
public record ChannelLayout(int outer, int channels, int inner) {

    /**
     * The layout of a tensor.
     *
     * @param axis the channels' axis, from 0; -1 to take all elements for one channel
     */
    public static ChannelLayout of(Shape shape, int axis) {
        if (axis < 0) {
            return new ChannelLayout(1, 1, Math.toIntExact(shape.elements()));
        }
        int inner = 1;
        for (int i = axis + 1; i < shape.rank(); i++) {
            inner = Math.toIntExact(Math.multiplyExact(inner, shape.dim(i)));
        }
        int channels = (int) shape.dim(axis);
        return new ChannelLayout((int) (shape.elements() / Math.max(1, (long) channels * inner)), channels, inner);
    }
}
