package octet.format;

import java.util.Map;
import octet.data.Tensor;
import octet.graph.Use;

/** A quantized model that is ready to run with taps, and whose biases are given with each run. Threads may share it. */
public interface TunableSession extends AutoCloseable {

    /**
     * Runs the model once and returns its outputs too.
     *
     * @param biases the numbers of every bias in the plan, by where it is read
     */
    TapSession.Result run(Map<String, Tensor> inputs, Map<Use, float[]> biases);

    @Override
    void close();
}
