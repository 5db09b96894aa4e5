package octet.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import octet.data.Tensor;
import octet.format.TapSession;

/** A model in ONNX Runtime that returns statistics beside its outputs, all of them in one tensor. */
final class OrtTapSession implements TapSession {

    private final OrtSession session;
    private final TapLayout layout;
    private final Set<String> statisticsOnly;
    private final Set<String> everything;

    OrtTapSession(OrtSession session, TapLayout layout, String statistics) {
        this.session = session;
        this.layout = layout;
        this.statisticsOnly = Set.of(statistics);
        this.everything = new LinkedHashSet<>(session.getOutputNames());
    }

    @Override
    public Result run(Map<String, Tensor> inputs, boolean withOutputs) {
        return OrtTensors.with(inputs, inside -> {
            try (var result = session.run(inside, withOutputs ? everything : statisticsOnly)) {
                String name = statisticsOnly.iterator().next();
                float[] statistics =
                        OrtTensors.floats((OnnxTensor) result.get(name).orElseThrow());
                var outputs = withOutputs ? OrtTensors.fromRuntime(result) : Map.<String, Tensor>of();
                outputs = withOutputs ? without(name, outputs) : outputs;
                return new Result(layout.read(statistics), outputs);
            }
        });
    }

    private static Map<String, Tensor> without(String name, Map<String, Tensor> outputs) {
        outputs.remove(name);
        return outputs;
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
