package octet.onnx;

import java.util.HashMap;
import java.util.Map;
import octet.data.Tensor;
import octet.format.TapSession;
import octet.format.TunableSession;
import octet.graph.Use;

/** A quantized model in ONNX Runtime whose biases are inputs. */
record OrtTunableSession(TapSession session, Map<Use, BiasInput> inputs) implements TunableSession {

    @Override
    public TapSession.Result run(Map<String, Tensor> samples, Map<Use, float[]> biases) {
        Map<String, Tensor> all = new HashMap<>(samples);
        inputs.forEach((use, input) -> all.put(input.name(), Tensor.of(biases.get(use), input.shape())));
        return session.run(all, true);
    }

    @Override
    public void close() {
        session.close();
    }
}
