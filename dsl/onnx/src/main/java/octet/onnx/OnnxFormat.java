package octet.onnx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import octet.folding.Fold;
import octet.folding.HardSwish;
import octet.folding.HardSwishFinder;
import octet.folding.ScaleFolding;
import octet.format.Format;
import octet.format.FormatModel;
import octet.format.ModelInfo;
import octet.format.OpenedFile;
import octet.graph.NotFinite;
import octet.onnx.proto.ModelProto;
import octet.problem.BadModelException;
import octet.problem.UnsupportedModelException;

/** ONNX, the Open Neural Network Exchange format, by its protobuf definition {@code onnx-ml.proto}. */
public final class OnnxFormat implements Format {

    /** Found by {@link java.util.ServiceLoader}. */
    public OnnxFormat() {}

    @Override
    public String name() {
        return "ONNX";
    }

    @Override
    public String ending() {
        return ".onnx";
    }

    @Override
    public FormatModel read(Path file) {
        ModelFile source = ModelFile.read(file);
        ModelProto model = source.model();
        ModelChecks.check(source);
        ModelChecks.refuseQuantized(file, model);
        model = ConstantInputs.removed(NodeNames.unique(model));
        checkGraph(file, new OnnxWeights(model, source.folder()));
        List<String> remarks = new ArrayList<>();
        int opset = Protos.opset(model);
        int before = model.getGraph().getNodeCount();
        var weights = simplified(file, OnnxWeights.of(model, source.folder()), remarks);
        if (opset < OpsetUpgrade.TARGET) {
            weights = OpsetUpgrade.upgrade(weights);
            remarks.add("upgraded from opset " + opset + " to " + OpsetUpgrade.TARGET
                    + ", the first with a scale for each channel");
        }
        weights = weights.with(NodeNames.unique(weights.model()));
        List<Fold> folds = ScaleFolding.find(GraphReader.read(weights));
        weights = weights.with(FoldWriter.apply(weights.model(), folds));
        List<HardSwish> swishes = HardSwishFinder.find(GraphReader.read(weights));
        weights = weights.with(FoldWriter.shorten(weights.model(), swishes));
        int after = weights.model().getGraph().getNodeCount();
        if (after < before) {
            remarks.add("simplified from " + before + " to " + after + " operations"
                    + count(folds.size(), "scale chain folded", "scale chains folded")
                    + count(swishes.size(), "hard swish shortened", "hard swishes shortened"));
        }
        var faults = NotFinite.weights(GraphReader.read(weights));
        faults.forEach(fault -> remarks.add("Warning: " + fault + "; the operation stays in float"));
        var graph =
                GraphReader.read(weights, faults.stream().map(NotFinite::node).collect(Collectors.toSet()));
        var info = new ModelInfo(
                file,
                name(),
                "opset " + Protos.opset(weights.model()),
                source.bytes(),
                source.sha256(),
                "ONNX Runtime " + OrtSessions.version(),
                remarks);
        return new OnnxModel(info, source.state(), weights, graph);
    }

    /** In float32, unless that is not to be had; a file that the runtime refuses is refused as it is. */
    private static OnnxWeights simplified(Path file, OnnxWeights weights, List<String> remarks) {
        Optional<OnnxWeights> wide = HalfPrecision.widened(weights);
        if (wide.isPresent()) {
            try {
                var simple = Optimizer.simplify(file, wide.get());
                remarks.add("numbers of 16 bits read as float32; inputs and outputs keep their types");
                return simple;
            } catch (UnsupportedModelException e) {
                remarks.add("Warning: numbers of 16 bits stay so, and operations on them float, as the model in float32"
                        + " is refused: " + e.getMessage());
            }
        }
        return Optimizer.simplify(file, weights);
    }

    /** Faults of a graph are told better here than by the runtime. */
    private static void checkGraph(Path file, OnnxWeights weights) {
        try {
            GraphReader.read(weights);
        } catch (BadModelException e) {
            throw new BadModelException(
                    "The graph of " + file + " is faulty. " + withoutStop(e.getMessage()), null, null, e);
        }
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    @Override
    public OpenedFile open(Path file) {
        ModelFile source = ModelFile.read(file);
        ModelChecks.check(source);
        var session = new OrtModelSession(OrtSessions.open(OnnxWeights.of(source.model(), source.folder())));
        return new OpenedFile(session, source.bytes());
    }

    @Override
    public void check(Path file) {
        ModelChecks.check(ModelFile.read(file));
    }

    private static String count(int number, String one, String many) {
        return number == 0 ? "" : ", " + number + " " + (number == 1 ? one : many);
    }
}
