package octet.openvino;

import java.util.List;
import java.util.Map;
import octet.data.Tensor;
import octet.format.Session;
import octet.graph.ValueInfo;
import octet.openvino.runtime.CompiledModel;

/**
 * A model in OpenVINO.
 *
 * @param model the model
 * @param inputs what it is fed with, in its order
 * @param outputs what it returns, in its order
 * @param names the names of its outputs, with those of inner values that are returned too
 */
record OpenVinoSession(CompiledModel model, List<ValueInfo> inputs, List<ValueInfo> outputs, List<String> names)
        implements Session {

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> tensors) {
        List<String> order = inputs.stream().map(ValueInfo::name).toList();
        return Sessions.run(model, order, tensors, results -> Sessions.outputs(results, names));
    }

    @Override
    public void close() {
        model.close();
    }
}
