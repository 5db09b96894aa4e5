package octet.openvino;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import octet.data.Tensor;
import octet.format.TapSession;
import octet.graph.Shape;

/**
 * A model with taps for samples of one shape, which is that of the first: without anything to be worked out at each run it
 * is a tenth faster. At the first sample of another shape it changes for good to a model for samples of any shape.
 */
final class ShapedTapSession implements TapSession {

    private final Function<Map<String, Shape>, TapSession> opener;
    private Map<String, Shape> shapes;
    private TapSession shaped;
    private TapSession general;

    /** @param opener opens the model for inputs of these shapes, by name; of any shape for those that are not named */
    ShapedTapSession(Function<Map<String, Shape>, TapSession> opener) {
        this.opener = opener;
    }

    @Override
    public Result run(Map<String, Tensor> inputs, boolean withOutputs) {
        return session(inputs).run(inputs, withOutputs);
    }

    private synchronized TapSession session(Map<String, Tensor> inputs) {
        if (general != null) {
            return general;
        }
        Map<String, Shape> now = new HashMap<>();
        inputs.forEach((name, tensor) -> now.put(name, tensor.shape()));
        if (shaped == null) {
            shapes = now;
            shaped = opener.apply(now);
        }
        if (!now.equals(shapes)) {
            general = opener.apply(Map.of());
            return general;
        }
        return shaped;
    }

    @Override
    public synchronized void close() {
        if (shaped != null) {
            shaped.close();
        }
        if (general != null) {
            general.close();
        }
    }
}
