package octet.format;

import java.util.List;
import java.util.Map;
import octet.calibration.Observation;
import octet.data.Tensor;

/** A model that is ready to run with taps. Threads may share it. */
public interface TapSession extends AutoCloseable {

    /**
     * Runs the model once.
     *
     * @param withOutputs whether the model's outputs are wanted too
     */
    Result run(Map<String, Tensor> inputs, boolean withOutputs);

    @Override
    void close();

    /**
     * What one run gave.
     *
     * @param observations one for each tap, in the order of the taps
     * @param outputs one tensor an output; empty unless asked for
     */
    record Result(List<Observation> observations, Map<String, Tensor> outputs) {}
}
