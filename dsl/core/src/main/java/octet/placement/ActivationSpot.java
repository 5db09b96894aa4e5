package octet.placement;

import java.util.List;
import octet.graph.Use;

/**
 * A place for a quantizer of activations.
 *
 * @param value the value to quantize
 * @param uses the places that will read the quantized value; others go on reading the float one
 * @param rangeOf the value whose observed range gives the scale: {@code value} itself, or the one that it was moved from
 */
public record ActivationSpot(String value, List<Use> uses, String rangeOf) {

    /** Copies the list. */
    public ActivationSpot {
        uses = List.copyOf(uses);
    }
}
