package octet.folding;

import java.util.List;
import octet.graph.Node;

/**
 * A hard swish spelt out in four operations, {@code x · clip(x + 3, 0, 6) / 6} (Howard et al., <i>Searching for
 * MobileNetV3</i>, 2019). It is the same as {@code x · hardSigmoid(x)} with slope 1/6 and offset 1/2, which passes over
 * the data twice and not four times.
 *
 * @param input the name of {@code x}
 * @param output the name of the result
 * @param operations the four operations, the last of which produces the result
 */
public record HardSwish(String input, String output, List<Node> operations) {

    /** The slope of the hard sigmoid. */
    public static final float SLOPE = 1 / 6f;

    /** The offset of the hard sigmoid. */
    public static final float OFFSET = 0.5f;

    /** Copies the list. */
    public HardSwish {
        operations = List.copyOf(operations);
    }
}
