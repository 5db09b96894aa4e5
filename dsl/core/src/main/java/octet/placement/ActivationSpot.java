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
 * @param channelAxis the axis that numbers channels where each has a scale of its own; else -1
 */
public record ActivationSpot(
        String value, List<Use> uses, List<String> rangesOf, QuantizerConfig config, int channelAxis) {

    /** Copies the lists. */
    public ActivationSpot {
        uses = List.copyOf(uses);
        rangesOf = List.copyOf(rangesOf);
    }
}
