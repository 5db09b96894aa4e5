package octet.plan;

import java.util.List;
import octet.graph.Shape;
import octet.graph.Use;

/**
 * A value whose channels come out as {@code x / factor − shift}, while the weights and biases that read it make up for
 * that: the model computes what it did, but rounding costs less. The arrays are shared: treat them as read-only.
 *
 * @param value the value
 * @param product the name of the quotient where a product is put in for it; {@code null} where the constants of the
 *     operations before make the value itself come out so, which costs nothing
 * @param uses the places that read the quotient; all of the value's where there is no product
 * @param factors what each channel is divided by, above 0
 * @param shifts what is taken off each channel after that; zeros where a product is put in
 * @param shape the shape in which the factors are broadcast against the value
 */
public record Rescaling(String value, String product, List<Use> uses, float[] factors, float[] shifts, Shape shape) {

    /** Copies the list. */
    public Rescaling {
        uses = List.copyOf(uses);
    }

    /** Whether no operation is put in. */
    public boolean isFree() {
        return product == null;
    }
}
