package octet.plan;

import java.util.List;
import octet.graph.Use;
import octet.range.Grid;
import octet.range.Range;

/**
 * A quantizer of activations, one grid for the whole tensor.
 *
 * @param value the quantized value
 * @param uses the places that read it quantized
 * @param observed the range that the estimator gave
 * @param grid the integers and what they stand for
 */
public record ActivationQuantizer(String value, List<Use> uses, Range observed, Grid grid) {

    /** Copies the list. */
    public ActivationQuantizer {
        uses = List.copyOf(uses);
    }
}
