package octet.graph;

/**
 * The constant operand of a convolution, a matrix product or an embedding, and the meaning of its axes.
 *
 * @param constant the name of the constant
 * @param port the index among the node's inputs
 * @param outputAxis the axis that numbers output channels, from 0; scales are taken along it
 * @param inputAxis the axis that numbers the input channels of one group, from 0; -1 for an embedding
 * @param groups the number of channel groups; 1 except for grouped and depthwise convolutions
 * @param biasPort the index of the bias among the node's inputs, present or not; -1 where the operator takes none
 * @param padded whether a convolution may see zeros beyond the ends of its input
 */
public record Weight(
        String constant, int port, int outputAxis, int inputAxis, int groups, int biasPort, boolean padded) {

    /** A weight of an operation that may pad its input. */
    public Weight(String constant, int port, int outputAxis, int inputAxis, int groups, int biasPort) {
        this(constant, port, outputAxis, inputAxis, groups, biasPort, true);
    }

    /** The same meaning of another constant. */
    Weight of(String newConstant) {
        return new Weight(newConstant, port, outputAxis, inputAxis, groups, biasPort, padded);
    }
}
