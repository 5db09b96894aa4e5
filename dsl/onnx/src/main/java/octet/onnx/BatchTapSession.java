package octet.onnx;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import octet.calibration.Tap;
import octet.data.Tensor;
import octet.format.TapSession;

/**
 * Runs the quick form of a model with taps, for samples that come one by one, and changes for good to the form that
 * reduces over the batch at the first sample where a tapped value has more than one.
 */
final class BatchTapSession implements TapSession {

    private final Function<Boolean, OrtTapSession> opener;
    private final OrtTapSession singly;
    private OrtTapSession batched;

    /** @param opener opens the quick form for {@code true} and the other for {@code false} */
    BatchTapSession(Function<Boolean, OrtTapSession> opener) {
        this.opener = opener;
        this.singly = opener.apply(true);
    }

    static BatchTapSession open(OnnxWeights weights, List<Tap> taps) {
        return new BatchTapSession(singly -> {
            var tapped = TapWriter.write(weights.model(), taps, singly);
            return new OrtTapSession(OrtSessions.open(weights.with(tapped.model())), tapped.layout());
        });
    }

    @Override
    public Result run(Map<String, Tensor> inputs, boolean withOutputs) {
        OrtTapSession known = batched(false);
        if (known != null) {
            return known.run(inputs, withOutputs);
        }
        return singly.tryRun(inputs, withOutputs).orElseGet(() -> batched(true).run(inputs, withOutputs));
    }

    private synchronized OrtTapSession batched(boolean open) {
        if (batched == null && open) {
            batched = opener.apply(false);
        }
        return batched;
    }

    @Override
    public synchronized void close() {
        singly.close();
        if (batched != null) {
            batched.close();
        }
    }
}
