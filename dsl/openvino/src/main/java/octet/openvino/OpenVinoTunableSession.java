package octet.openvino;

import java.util.HashMap;
import java.util.Map;
import octet.data.Tensor;
import octet.format.TapSession;
import octet.format.TunableSession;
import octet.graph.Use;

/**
 * A quantized model in OpenVINO whose biases are inputs.
 *
 * @param session runs it
 * @param inputs the inputs that stand for biases, by where these are read
 */
record OpenVinoTunableSession(TapSession session, Map<Use, PlanWriter.BiasInput> inputs) implements TunableSession {

    @Override
    public TapSession.Result run(Map<String, Tensor> samples, Map<Use, float[]> biases) {
        Map<String, Tensor> all = new HashMap<>(samples);
        inputs.forEach((use, input) ->
                all.put(input.name(), Tensor.of(biases.get(use), input.shape().toArray())));
        return session.run(all, true);
    }

    @Override
    public void close() {
        session.close();
    }
}
