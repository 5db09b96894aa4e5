package octet.format;

import java.util.Map;
import octet.data.Tensor;

/** A model that is ready to run. Threads may share it. */
public interface Session extends AutoCloseable {

    /**
     * Runs the model once.
     *
     * @param inputs one tensor an input, checked before
     * @return one tensor an output; outputs of other than numeric types are left out
     */
    Map<String, Tensor> run(Map<String, Tensor> inputs);

    @Override
    void close();
}
