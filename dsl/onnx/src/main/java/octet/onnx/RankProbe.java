package octet.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import octet.onnx.proto.ModelProto;

/** Asks ONNX Runtime's shape inference for the number of axes of inner values, by declaring them as outputs. */
final class RankProbe {

    private static final Set<String> JOINING = Set.of("Softmax", "LogSoftmax", "Hardmax");

    private RankProbe() {}

    /** The number of axes of what goes into each softmax of the top-level graph, where it can be inferred. */
    static Map<String, Integer> ofSoftmaxInputs(OnnxWeights weights) {
        ModelProto model = weights.model();
        Set<String> values = new HashSet<>();
        model.getGraph().getNodeList().stream()
                .filter(node -> JOINING.contains(node.getOpType()))
                .map(node -> node.getInput(0))
                .distinct()
                .forEach(values::add);
        if (values.isEmpty()) {
            return Map.of();
        }
        Map<String, Integer> known = new HashMap<>();
        try (var options = OrtSessions.options(OrtSession.SessionOptions.OptLevel.NO_OPT);
                var session = OrtSessions.create(weights.with(InnerValues.returned(model, values)), options)) {
            for (String value : values) {
                var info = session.getOutputInfo().get(value);
                if (info != null && info.getInfo() instanceof TensorInfo tensor && tensor.getShape().length > 0) {
                    known.put(value, tensor.getShape().length);
                }
            }
        } catch (OrtException e) {
            // Without ranks every softmax is rewritten in the form that needs none.
            return Map.of();
        }
        return known;
    }
}
