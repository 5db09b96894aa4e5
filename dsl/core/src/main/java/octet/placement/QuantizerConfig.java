package octet.placement;

/**
 * The kind of one quantizer.
 *
 * @param bits 8, or 16 for activations
 * @param scheme whether zero lies in the middle
 * @param perChannel whether each channel has a scale of its own
 * @param narrowRange whether the lowest integer stays unused, so that a symmetric grid is as long on both sides
 * @param signedness which integers are used
 */
public record QuantizerConfig(int bits, Scheme scheme, boolean perChannel, boolean narrowRange, Signedness signedness) {

    /** What weights have nearly everywhere: signed bytes from −127 to 127 with a scale a channel. */
    public static final QuantizerConfig WEIGHTS =
            new QuantizerConfig(8, Scheme.SYMMETRIC, true, true, Signedness.SIGNED);

    /** Changed where the parameters say so. */
    public QuantizerConfig with(QuantizationParameters parameters) {
        Scheme newScheme = parameters.mode() == null ? scheme : parameters.mode();
        return new QuantizerConfig(
                parameters.numBits() == null ? bits : parameters.numBits(),
                newScheme,
                parameters.perChannel() == null ? perChannel : parameters.perChannel(),
                parameters.narrowRange() == null ? narrowRange : parameters.narrowRange(),
                parameters.signednessToForce() == null
                        ? signedness
                        : parameters.signednessToForce() ? Signedness.SIGNED : Signedness.UNSIGNED);
    }

    /** In words, as they stand in tables: {@code 8 bits asymmetric per-tensor}. */
    @Override
    public String toString() {
        return bits + " bits " + scheme + (perChannel ? " per-channel" : " per-tensor")
                + (narrowRange ? " narrow" : "");
    }
}
