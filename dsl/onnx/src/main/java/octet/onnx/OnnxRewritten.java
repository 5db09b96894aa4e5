package octet.onnx;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import octet.format.AtomicFile;
import octet.format.Rewritten;
import octet.format.Session;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.NodeProto;
import octet.onnx.proto.StringStringEntryProto;

/**
 * A quantized ONNX model, not yet on disk.
 *
 * @param weights the model
 * @param givenBack by name, the operation that computes an inner value of the float model which it has no more
 */
record OnnxRewritten(OnnxWeights weights, Map<String, NodeProto> givenBack) implements Rewritten {

    @Override
    public Session openWith(Collection<String> values) {
        var model = weights.model().toBuilder();
        values.stream().filter(givenBack::containsKey).map(givenBack::get).forEach(model.getGraphBuilder()::addNode);
        return new OrtModelSession(OrtSessions.open(weights.with(InnerValues.returned(model.build(), values))));
    }

    @Override
    public long bytes() {
        return weights.bytes();
    }

    @Override
    public void save(Path file, Map<String, String> metadata) {
        var builder = weights.model().toBuilder().clearMetadataProps();
        // A recipe that was there before told of another model, if it told the truth.
        weights.model().getMetadataPropsList().stream()
                .filter(entry -> !metadata.containsKey(entry.getKey()))
                .forEach(builder::addMetadataProps);
        metadata.forEach((key, value) -> builder.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        ModelProto model = builder.build();
        if (weights.bytes() <= OnnxWeights.LARGEST_WHOLE) {
            AtomicFile.write(file, ExternalData.inline(model, weights.folder())::writeTo);
        } else {
            ExternalWriter.save(weights.with(model), file);
        }
    }
}
