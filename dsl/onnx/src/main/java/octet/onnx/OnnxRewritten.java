package octet.onnx;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import octet.format.AtomicFile;
import octet.format.Rewritten;
import octet.format.Session;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.StringStringEntryProto;

/** A quantized ONNX model in memory. */
record OnnxRewritten(ModelProto model) implements Rewritten {

    @Override
    public Session openWith(Collection<String> values) {
        return new OrtModelSession(OrtSessions.open(InnerValues.returned(model, values)));
    }

    @Override
    public long bytes() {
        return model.getSerializedSize();
    }

    @Override
    public void save(Path file, Map<String, String> metadata) {
        var builder = model.toBuilder();
        metadata.forEach((key, value) -> builder.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        AtomicFile.write(file, builder.build()::writeTo);
    }
}
