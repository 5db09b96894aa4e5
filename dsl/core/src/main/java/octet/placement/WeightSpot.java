package octet.placement;

import java.util.List;
import java.util.Optional;
import octet.graph.Node;
import octet.graph.Use;
import octet.graph.Weight;

/**
 * A constant to be stored as int8.
 *
 * @param node the operation whose constant it is
 * @param weight the constant and the meaning of its axes
 * @param config the kind of quantizer
 * @param halfRange whether 7 of the 8 bits are used, where products of 8 bits could overflow
 * @param bias where the operation's bias is read, or would be read; empty where it has none and can take none
 * @param integerBias whether the bias becomes int32, with the scale of the products
 * @param rangesOf the values and constants whose ranges are united for one scale; empty where the constant's own is taken
 * @param storedOnly whether the operation computes in float, with the constant made of its bytes when the model is loaded
 */
public record WeightSpot(
        Node node,
        Weight weight,
        QuantizerConfig config,
        boolean halfRange,
        Optional<Use> bias,
        boolean integerBias,
        List<String> rangesOf,
        boolean storedOnly) {

    /** Copies the list. */
    public WeightSpot {
        rangesOf = List.copyOf(rangesOf);
    }

    /** Of an operation that computes on bytes. */
    public WeightSpot(
            Node node,
            Weight weight,
            QuantizerConfig config,
            boolean halfRange,
            Optional<Use> bias,
            boolean integerBias,
            List<String> rangesOf) {
        this(node, weight, config, halfRange, bias, integerBias, rangesOf, false);
    }

    /** Of an operation that computes in float. */
    static WeightSpot stored(Node node, Weight weight, QuantizerConfig config) {
        return new WeightSpot(node, weight, config, false, Optional.empty(), false, List.of(), true);
    }

    /** With a range of its own. */
    public WeightSpot(
            Node node,
            Weight weight,
            QuantizerConfig config,
            boolean halfRange,
            Optional<Use> bias,
            boolean integerBias) {
        this(node, weight, config, halfRange, bias, integerBias, List.of());
    }

    /** The bits in use: 8, or 7 for half of the range. */
    public int bits() {
        return halfRange ? config.bits() - 1 : config.bits();
    }

    /** The axis along which scales are taken; -1 for one scale. */
    public int scaleAxis() {
        return config.perChannel() ? weight.outputAxis() : -1;
    }
}
