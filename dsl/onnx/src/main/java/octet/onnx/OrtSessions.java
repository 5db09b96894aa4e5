package octet.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.function.Supplier;
import octet.problem.OctetException;
import octet.problem.UnsupportedModelException;

/** Makes sessions of ONNX Runtime: one thread a call, full graph optimisation, silent but for errors. */
final class OrtSessions {

    private OrtSessions() {}

    static OrtEnvironment environment() {
        return loaded(() -> OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL));
    }

    /** The runtime's library is unpacked into the temporary folder first, which may be full, missing or not executable. */
    static OrtEnvironment loaded(Supplier<OrtEnvironment> runtime) {
        try {
            return runtime.get();
        } catch (LinkageError | RuntimeException e) {
            Throwable first = e;
            while (first.getCause() != null) {
                first = first.getCause();
            }
            throw new OctetException(
                    "The native library of ONNX Runtime cannot be loaded: " + first,
                    "a temporary folder with room for it, about 30 MB, from which libraries may be loaded; it is "
                            + System.getProperty("java.io.tmpdir"),
                    "make room there, or name another folder with -Djava.io.tmpdir=FOLDER",
                    e);
        }
    }

    static String version() {
        return environment().getVersion();
    }

    static OrtSession.SessionOptions options(OrtSession.SessionOptions.OptLevel level) throws OrtException {
        // The first class of the runtime loads its library; here that is told in words.
        environment();
        var options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setOptimizationLevel(level);
        return options;
    }

    /** @throws UnsupportedModelException when the runtime refuses the model */
    static OrtSession open(OnnxWeights weights) {
        return open(options -> create(weights, options));
    }

    /** @throws UnsupportedModelException when the runtime refuses the model */
    static OrtSession open(Path file) {
        return open(options -> environment().createSession(file.toString(), options));
    }

    private interface Opener {
        OrtSession open(OrtSession.SessionOptions options) throws OrtException;
    }

    private static OrtSession open(Opener opener) {
        try (var options = options(OrtSession.SessionOptions.OptLevel.ALL_OPT)) {
            return opener.open(options);
        } catch (OrtException e) {
            throw new UnsupportedModelException(
                    "ONNX Runtime refuses the model: " + reason(e), "a model that it can run", null, e);
        }
    }

    /** Bytes have no folder of their own, so the runtime is told where the rest of the weights lies. */
    static OrtSession create(OnnxWeights weights, OrtSession.SessionOptions options) throws OrtException {
        if (weights.isLarge()) {
            options.addConfigEntry(
                    "session.model_external_initializers_file_folder_path",
                    weights.folder().toString());
        }
        return environment().createSession(weights.model().toByteArray(), options);
    }

    /** The runtime's message without its own source lines. */
    static String reason(OrtException e) {
        String message = String.valueOf(e.getMessage());
        return message.replaceAll("(?s)\\s+", " ")
                .replaceAll("\\S*/onnxruntime/\\S+:\\d+ [^\\]]*? (?=\\S)", "")
                .replaceAll("\\.\\s*$", "");
    }
}
