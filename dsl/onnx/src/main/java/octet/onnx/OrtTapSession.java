package octet.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import octet.data.Tensor;
import octet.format.TapLayout;
import octet.format.TapSession;

/** A model in ONNX Runtime that returns statistics beside its outputs, all of them in one tensor. */
final class OrtTapSession implements TapSession {

    private final OrtSession session;
    private final TapLayout layout;
    private final Set<String> statisticsOnly;
    private final Set<String> everything;

    OrtTapSession(OrtSession session, TapLayout layout) {
        this.session = session;
        this.layout = layout;
        this.statisticsOnly = new LinkedHashSet<>(layout.elements().keySet());
        this.statisticsOnly.add(TapWriter.STATISTICS);
        this.everything = new LinkedHashSet<>(session.getOutputNames());
    }

    /** As the other method; empty when the statistics are not laid out as expected. */
    Optional<Result> tryRun(Map<String, Tensor> inputs, boolean withOutputs) {
        return OrtTensors.with(inputs, inside -> {
            try (var result = session.run(inside, withOutputs ? everything : statisticsOnly)) {
                float[] statistics = floats(result, TapWriter.STATISTICS);
                if (!layout.fits(statistics.length)) {
                    return Optional.empty();
                }
                float[][] picked = new float[layout.taps().size()][0];
                for (var elements : layout.elements().entrySet()) {
                    picked[elements.getValue()] = floats(result, elements.getKey());
                }
                var observations = layout.read(statistics, picked);
                return Optional.of(new Result(observations, withOutputs ? outputs(result) : Map.of()));
            }
        });
    }

    @Override
    public Result run(Map<String, Tensor> inputs, boolean withOutputs) {
        return tryRun(inputs, withOutputs).orElseThrow();
    }

    private static float[] floats(OrtSession.Result result, String output) {
        return OrtTensors.floats((OnnxTensor) result.get(output).orElseThrow());
    }

    private Map<String, Tensor> outputs(OrtSession.Result result) throws OrtException {
        Map<String, Tensor> outputs = OrtTensors.fromRuntime(result);
        outputs.keySet().removeAll(statisticsOnly);
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
