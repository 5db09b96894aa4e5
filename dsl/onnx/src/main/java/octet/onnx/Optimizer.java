package octet.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import octet.onnx.proto.ModelProto;
import octet.problem.OctetException;
import octet.problem.UnsupportedModelException;

/**
 * Simplifies a model by ONNX Runtime's basic graph optimisations, which keep to standard operators: constants folded,
 * weights in Constant nodes or behind Identity, Transpose and Reshape turned into initializers, batch normalisation
 * folded into convolutions.
 */
final class Optimizer {

    private Optimizer() {}

    /** The name of the file of weights that the runtime writes beside a large model. */
    private static final String WEIGHTS = "weights.bin";

    static OnnxWeights simplify(Path file, OnnxWeights weights) {
        ModelProto model = weights.model();
        try {
            Path folder = Files.createTempDirectory("octet");
            Path saved = folder.resolve("simple.onnx");
            try (var options = OrtSessions.options(OrtSession.SessionOptions.OptLevel.BASIC_OPT)) {
                options.setOptimizedModelFilePath(saved.toString());
                if (weights.isLarge()) {
                    options.addConfigEntry("session.optimized_model_external_initializers_file_name", WEIGHTS);
                    options.addConfigEntry("session.optimized_model_external_initializers_min_size_in_bytes", "1024");
                }
                OrtSessions.create(weights, options).close();
                ModelProto simple = ModelProto.parseFrom(Files.readAllBytes(saved));
                // Its own description of itself says nothing of what was there before.
                var kept = simple.toBuilder()
                        .setProducerName(model.getProducerName())
                        .setProducerVersion(model.getProducerVersion())
                        .clearMetadataProps()
                        .addAllMetadataProps(model.getMetadataPropsList())
                        .build();
                return new OnnxWeights(withUsedOpsets(kept), folder);
            } finally {
                Files.deleteIfExists(saved);
                deleteAtTheEnd(folder);
            }
        } catch (OrtException e) {
            throw new UnsupportedModelException(
                    "ONNX Runtime refuses " + file + ": " + OrtSessions.reason(e),
                    "a model that it can run",
                    "check the model with onnx.checker, or export it again",
                    e);
        } catch (IOException e) {
            throw new OctetException(
                    "The model cannot be simplified, as no temporary file can be written: " + e,
                    "a temporary folder with room for the model; it is " + System.getProperty("java.io.tmpdir"),
                    "make room there, or name another folder with -Djava.io.tmpdir=FOLDER",
                    e);
        }
    }

    /** The weights of a large model are mapped from the folder as long as the process lives. */
    private static void deleteAtTheEnd(Path folder) throws IOException {
        Path weights = folder.resolve(WEIGHTS);
        if (Files.exists(weights)) {
            folder.toFile().deleteOnExit();
            weights.toFile().deleteOnExit();
        } else {
            Files.deleteIfExists(folder);
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
}
