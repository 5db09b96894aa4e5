package octet.onnx;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import octet.format.AtomicFile;
import octet.format.Rewritten;
import octet.format.Session;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.StringStringEntryProto;

/** A quantized ONNX model, not yet on disk. */
record OnnxRewritten(OnnxWeights weights) implements Rewritten {

    @Override
    public Session openWith(Collection<String> values) {
        return new OrtModelSession(OrtSessions.open(weights.with(InnerValues.returned(weights.model(), values))));
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
