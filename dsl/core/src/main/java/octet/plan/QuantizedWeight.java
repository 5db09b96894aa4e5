package octet.plan;

import java.util.Optional;
import octet.compare.Sqnr;
import octet.graph.Constant;
import octet.placement.WeightSpot;
import octet.range.QuantizedTensor;

/**
 * A constant as bytes.
 *
 * @param spot where it stands
 * @param tensor its bytes and scales
 * @param exact what was rounded
 * @param bias the operation's bias, when it has one or gains one
 */
public record QuantizedWeight(WeightSpot spot, QuantizedTensor tensor, Constant exact, Optional<Bias> bias) {

    /** The same weight with another bias. */
    public QuantizedWeight withBias(Bias newBias) {
        return new QuantizedWeight(spot, tensor, exact, Optional.of(newBias));
    }

    /**
     * Signal to quantization noise of the constant alone, in dB; infinite when it is exact. Worked out anew at each call,
     * as few of many plans are ever asked.
     */
    public double sqnr() {
        return Sqnr.between(exact.floats(), tensor.dequantize());
    }
}
