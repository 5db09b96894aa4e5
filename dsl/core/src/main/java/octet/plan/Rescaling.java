package octet.plan;

import java.util.List;
import octet.graph.Shape;
import octet.graph.Use;

/**
 * A value whose channels are divided by a number each, while the weights that read it are multiplied by the same: the
 * model computes what it did, but rounding costs less. The array is shared: treat it as read-only.
 *
 * @param value the value
 * @param product the name of the quotient where an operation is put in for it; {@code null} where the constants of the
 *     operations before make the value itself come out divided, which costs nothing
 * @param uses the places that read the quotient; all of the value's where there is no operation for it
 * @param factors what each channel is divided by, above 0
 * @param shape the shape in which the factors are broadcast against the value
 */
public record Rescaling(String value, String product, List<Use> uses, float[] factors, Shape shape) {

    /** Copies the list. */
    public Rescaling {
        uses = List.copyOf(uses);
    }

    /** Whether no operation is put in. */
    public boolean isFree() {
        return product == null;
    }
}
