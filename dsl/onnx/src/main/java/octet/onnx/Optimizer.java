package octet.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import octet.onnx.proto.ModelProto;
import octet.problem.UnsupportedModelException;

/**
 * Simplifies a model by ONNX Runtime's basic graph optimisations, which keep to standard operators: constants folded,
 * weights in Constant nodes or behind Identity, Transpose and Reshape turned into initializers, batch normalisation
 * folded into convolutions.
 */
final class Optimizer {

    private Optimizer() {}

    static ModelProto simplify(Path file, ModelProto model) {
        Path saved = null;
        try {
            saved = Files.createTempFile("octet", ".onnx");
            try (var options = OrtSessions.options(OrtSession.SessionOptions.OptLevel.BASIC_OPT)) {
                options.setOptimizedModelFilePath(saved.toString());
                OrtSessions.environment()
                        .createSession(model.toByteArray(), options)
                        .close();
            }
            ModelProto simple = ModelProto.parseFrom(Files.readAllBytes(saved));
            // Its own description of itself says nothing of what was there before.
            var kept = simple.toBuilder()
                    .setProducerName(model.getProducerName())
                    .setProducerVersion(model.getProducerVersion())
                    .clearMetadataProps()
                    .addAllMetadataProps(model.getMetadataPropsList())
                    .build();
            return withUsedOpsets(kept);
        } catch (OrtException e) {
            throw new UnsupportedModelException(
                    "ONNX Runtime refuses " + file + ": " + OrtSessions.reason(e),
                    "a model that it can run",
                    "check the model with onnx.checker, or export it again",
                    e);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("no room for a temporary file", e);
        } finally {
            delete(saved);
        }
    }

    private static ModelProto withUsedOpsets(ModelProto model) {
        Set<String> used = new HashSet<>(Set.of("", "ai.onnx"));
        model.getGraph().getNodeList().forEach(node -> used.add(node.getDomain()));
        var builder = model.toBuilder().clearOpsetImport();
        model.getOpsetImportList().stream()
                .filter(opset -> used.contains(opset.getDomain()))
                .forEach(builder::addOpsetImport);
        return builder.build();
    }

    private static void delete(Path saved) {
        try {
            if (saved != null) {
                Files.deleteIfExists(saved);
            }
        } catch (IOException e) {
            // A stray temporary file; the system clears it.
        }
    }
}
