package octet.metric;

import java.util.Map;
import octet.data.Tensor;

/**
 * What a model answered to one sample.
 *
 * @param outputs by output name
 * @param reference what the float model answered
 * @param label the right answer, {@code null} when unknown
 */
public record Prediction(Map<String, Tensor> outputs, Map<String, Tensor> reference, Object label) {

    /** The model's first output. */
    public Tensor first() {
        return outputs.values().iterator().next();
    }
}
