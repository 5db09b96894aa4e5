package octet.onnx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import octet.folding.Fold;
import octet.folding.ScaleFolding;
import octet.format.Format;
import octet.format.FormatModel;
import octet.format.ModelInfo;
import octet.format.Session;
import octet.onnx.proto.ModelProto;

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
        List<String> remarks = new ArrayList<>();
        int opset = Protos.opset(model);
        model = ExternalData.inline(model, source.folder());
        int before = model.getGraph().getNodeCount();
        model = Optimizer.simplify(file, model);
        if (opset < OpsetUpgrade.TARGET) {
            model = OpsetUpgrade.upgrade(model);
            remarks.add("upgraded from opset " + opset + " to " + OpsetUpgrade.TARGET
                    + ", the first with a scale for each channel");
        }
        model = NodeNames.unique(model);
        List<Fold> folds = ScaleFolding.find(GraphReader.read(model));
        model = FoldWriter.apply(model, folds);
        int after = model.getGraph().getNodeCount();
        if (after < before) {
            remarks.add("simplified from " + before + " to " + after
                    + " operations: constants, batch normalisation and " + folds.size() + " scale chains folded");
        }
        var info = new ModelInfo(
                file,
                name(),
                "opset " + Protos.opset(model),
                source.bytes(),
                source.sha256(),
                "ONNX Runtime " + OrtSessions.version(),
                remarks);
        return new OnnxModel(info, model);
    }

    @Override
    public Session open(Path file) {
        ModelFile source = ModelFile.read(file);
        ModelChecks.check(source);
        return new OrtModelSession(OrtSessions.open(ExternalData.inline(source.model(), source.folder())));
    }
}
