package octet.plan;

import java.util.Optional;
import octet.placement.WeightSpot;
import octet.range.QuantizedTensor;

/**
 * A constant as bytes.
 *
 * @param spot where it stands
 * @param tensor its bytes and scales
 * @param sqnr signal to quantization noise of the constant alone, in dB; infinite when it is exact
 * @param bias the operation's bias, when it has one or gains one
 */
public record QuantizedWeight(WeightSpot spot, QuantizedTensor tensor, double sqnr, Optional<Bias> bias) {

    /** The same weight with another bias. */
    public QuantizedWeight withBias(Bias newBias) {
        return new QuantizedWeight(spot, tensor, sqnr, Optional.of(newBias));
    }
}
