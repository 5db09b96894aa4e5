package octet.placement;

import java.util.List;
import octet.graph.Use;

/**
 * A place for a quantizer of activations.
 *
 * @param value the value to quantize
 * @param uses the places that will read the quantized value; others go on reading the float one
 * @param rangesOf the values whose observed ranges, united, give the scale: {@code value} itself, the one that it was
 *     moved from, or all that must share one scale, tables of embeddings among them
 * @param config the kind of quantizer
 * @param channelAxis the axis that numbers channels where each has a scale of its own; else -1. Where the kind is one
 *     scale for all, channels get scales of their own as far as their bounds were seen, with one zero point for all:
 *     such scales are put into the weights of the convolution before
 */
public record ActivationSpot(
        String value, List<Use> uses, List<String> rangesOf, QuantizerConfig config, int channelAxis) {

    /** Copies the lists. */
    public ActivationSpot {
        uses = List.copyOf(uses);
        rangesOf = List.copyOf(rangesOf);
    }

    /** Whether channels get scales of their own where their bounds were seen, and do without where they were not. */
    public boolean mayScaleChannels() {
        return channelAxis >= 0 && !config.perChannel();
    }
}
