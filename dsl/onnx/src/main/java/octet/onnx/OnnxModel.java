package octet.onnx;

import java.util.Collection;
import java.util.List;
import octet.calibration.Tap;
import octet.format.FormatModel;
import octet.format.ModelInfo;
import octet.format.Rewritten;
import octet.format.Session;
import octet.format.TapSession;
import octet.format.TunableSession;
import octet.graph.Graph;
import octet.placement.Target;
import octet.plan.Plan;
import octet.problem.UnsupportedModelException;

/** An ONNX model, simplified, of opset 13 or later. */
final class OnnxModel implements FormatModel {

    private final ModelInfo info;
    private final FileState source;
    private final OnnxWeights weights;
    private final Graph graph;

    OnnxModel(ModelInfo info, FileState source, OnnxWeights weights, Graph graph) {
        this.source = source;
        this.info = info;
        this.weights = weights;
        this.graph = graph;
    }

    @Override
    public ModelInfo info() {
        return info;
    }

    @Override
    public Graph graph() {
        return graph;
    }

    @Override
    public Target target() {
        return Target.onnxRuntimeCpu();
    }

    /** The model as its author wrote it, so that comparisons are with that; simplified where the file has changed. */
    @Override
    public Session open() {
        if (source.isUnchanged()) {
            try {
                return new OrtModelSession(OrtSessions.open(source.file()));
            } catch (UnsupportedModelException e) {
                // What the runtime refuses in the file, such as two operations of one name, was mended on reading.
            }
        }
        return openWith(List.of());
    }

    @Override
    public Session openWith(Collection<String> values) {
        return new OrtModelSession(OrtSessions.open(weights.with(InnerValues.returned(weights.model(), values))));
    }

    @Override
    public TapSession open(List<Tap> taps) {
        return BatchTapSession.open(weights, taps);
    }

    @Override
    public boolean isTunable() {
        return true;
    }

    @Override
    public TunableSession openTunable(Plan plan, List<Tap> taps) {
        var tunable = PlanWriter.tunable(weights.model(), plan);
        return new OrtTunableSession(BatchTapSession.open(weights.with(tunable.model()), taps), tunable.biases());
    }

    @Override
    public Rewritten rewrite(Plan plan) {
        boolean sixteenBits = plan.activations().stream()
                .anyMatch(quantizer -> quantizer.grid().type().bytes() > 1);
        OnnxWeights source = sixteenBits ? OpsetUpgrade.upgradeForSixteenBits(weights) : weights;
        var written = PlanWriter.write(source.model(), plan);
        return new OnnxRewritten(source.with(written.model()), written.givenBack());
    }
}
