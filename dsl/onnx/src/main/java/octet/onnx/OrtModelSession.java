package octet.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;
import octet.data.Tensor;
import octet.format.Session;

/** A model in ONNX Runtime. */
record OrtModelSession(OrtSession session) implements Session {

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs) {
        return OrtTensors.with(inputs, inside -> {
            try (var result = session.run(inside)) {
                return OrtTensors.fromRuntime(result);
            }
        });
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
