package octet.openvino;

import java.util.List;
import java.util.Map;
import octet.data.Tensor;
import octet.format.TapLayout;
import octet.format.TapSession;
import octet.openvino.runtime.CompiledModel;

/**
 * A model in OpenVINO that returns statistics behind its outputs, all of them in one tensor.
 *
 * @param model the model
 * @param inputs the names of its inputs, in its order
 * @param outputs the names of its outputs, in its order; the statistics come next, then elements of taps
 * @param layout of the statistics
 */
record OpenVinoTapSession(CompiledModel model, List<String> inputs, List<String> outputs, TapLayout layout)
        implements TapSession {

    @Override
    public Result run(Map<String, Tensor> tensors, boolean withOutputs) {
        return Sessions.run(model, inputs, tensors, results -> {
            float[][] picked = new float[layout.taps().size()][0];
            int at = outputs.size() + 1;
            for (int tap : layout.elements().values()) {
                picked[tap] = results.floats(at++);
            }
            var observations = layout.read(results.floats(outputs.size()), picked);
            return new Result(observations, withOutputs ? Sessions.outputs(results, outputs) : Map.of());
        });
    }

    @Override
    public void close() {
        model.close();
    }
}
