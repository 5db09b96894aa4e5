package octet.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import octet.calibration.Observation;
import octet.calibration.Tap;
import octet.data.Tensor;
import octet.format.TapSession;

/** A model in ONNX Runtime that returns statistics beside its outputs, all of them in one tensor. */
final class OrtTapSession implements TapSession {

    private static final float[] NONE = {};

    private final OrtSession session;
    private final List<Tap> taps;
    private final Set<String> statisticsOnly;
    private final Set<String> everything;

    OrtTapSession(OrtSession session, List<Tap> taps, String statistics) {
        this.session = session;
        this.taps = taps;
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
                return new Result(split(statistics), outputs);
            }
        });
    }

    private static Map<String, Tensor> without(String name, Map<String, Tensor> outputs) {
        outputs.remove(name);
        return outputs;
    }

    private List<Observation> split(float[] statistics) {
        List<Observation> observations = new ArrayList<>(taps.size());
        int at = 0;
        for (Tap tap : taps) {
            float min = tap.nonNegative() ? 0 : statistics[at++];
            float max = statistics[at++];
            int channels = (int) tap.channelCount();
            float[] means = channels == 0 ? NONE : Arrays.copyOfRange(statistics, at, at + channels);
            at += channels;
            observations.add(new Observation(min, max, means));
        }
        return observations;
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
