package octet.placement;

import octet.problem.BadSettingsException;
import octet.problem.Problems;

/**
 * What the user wants of all quantizers of a kind (NNCF's {@code QuantizationParameters}); {@code null} leaves the choice
 * to the placement.
 *
 * @param numBits 8, or 16 for activations
 * @param mode the scheme
 * @param signednessToForce {@code true} for signed integers, {@code false} for unsigned ones
 * @param perChannel whether each channel has a scale of its own
 * @param narrowRange whether the lowest integer stays unused
 */
public record QuantizationParameters(
        Integer numBits, Scheme mode, Boolean signednessToForce, Boolean perChannel, Boolean narrowRange) {

    /** Wants nothing. */
    public static final QuantizationParameters NONE = new QuantizationParameters(null, null, null, null, null);

    /** Wants so many bits. */
    public QuantizationParameters numBits(int bits) {
        return new QuantizationParameters(bits, mode, signednessToForce, perChannel, narrowRange);
    }

    /** Wants this scheme. */
    public QuantizationParameters mode(Scheme scheme) {
        return new QuantizationParameters(numBits, scheme, signednessToForce, perChannel, narrowRange);
    }

    /** Wants signed or unsigned integers. */
    public QuantizationParameters signednessToForce(boolean signed) {
        return new QuantizationParameters(numBits, mode, signed, perChannel, narrowRange);
    }

    /** Wants a scale for each channel, or one for all. */
    public QuantizationParameters perChannel(boolean each) {
        return new QuantizationParameters(numBits, mode, signednessToForce, each, narrowRange);
    }

    /** Wants the lowest integer unused, or used. */
    public QuantizationParameters narrowRange(boolean narrow) {
        return new QuantizationParameters(numBits, mode, signednessToForce, perChannel, narrow);
    }

    /** For targets whose activations have one scale. */
    void refusePerChannel(String target) {
        if (Boolean.TRUE.equals(perChannel)) {
            throw new BadSettingsException(
                    "activationsQuantizationParams: perChannel is set, but " + target
                            + " has one scale for all of an operation's input",
                    "perChannel not set",
                    null);
        }
    }

    /** Adds what is wrong with the parameters of activations. */
    void checkActivations(Problems problems) {
        if (numBits != null && numBits != 8 && numBits != 16) {
            problems.add("activationsQuantizationParams: numBits is %d, not 8 or 16", numBits);
        }
    }

    /** Adds what is wrong with the parameters of weights. */
    void checkWeights(Problems problems) {
        if (numBits != null && numBits != 8) {
            problems.add("weightsQuantizationParams: numBits is %d; weights have 8 bits", numBits);
        }
        if (Boolean.FALSE.equals(signednessToForce)) {
            problems.add("weightsQuantizationParams: signednessToForce is false; weights are signed");
        }
    }
}
