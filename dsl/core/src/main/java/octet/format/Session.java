package octet.format;

import java.util.List;
import java.util.Map;
import octet.data.Tensor;
import octet.graph.ValueInfo;

/** A model that is ready to run. Threads may share it. */
public interface Session extends AutoCloseable {

    /**
     * Runs the model once.
     *
     * @param inputs one tensor an input, checked before
     * @return one tensor an output; outputs of other than numeric types are left out
     */
    Map<String, Tensor> run(Map<String, Tensor> inputs);

    /** What it is fed with, as far as the runtime tells; empty when it does not. */
    default List<ValueInfo> inputs() {
        return List.of();
    }

    /** What it returns, with the shapes that the runtime infers; empty when it does not tell. */
    default List<ValueInfo> outputs() {
        return List.of();
    }

    @Override
    void close();
}
