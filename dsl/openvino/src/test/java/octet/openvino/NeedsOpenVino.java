package octet.openvino;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tests that run models: OpenVINO is installed into a Python environment of their own first. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsOpenVino.Installed.class)
@interface NeedsOpenVino {

    /** Installs, or says why the tests are skipped. */
    final class Installed implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (System.getProperty("octet.openvino.path") != null) {
                return ConditionEvaluationResult.enabled("OpenVINO is there");
            }
            try {
                if (Python.install()) {
                    System.setProperty("octet.openvino.path", library().toString());
                    return ConditionEvaluationResult.enabled("OpenVINO is installed");
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            String reason = "there is no python3 that can make a virtual environment for OpenVINO";
            System.out.println("SKIPPED: " + context.getDisplayName() + ", because " + reason);
            return ConditionEvaluationResult.disabled(reason);
        }

        private static Path library() throws IOException {
            try (var files = Files.find(
                    Python.folder(),
                    8,
                    (file, attributes) -> attributes.isDirectory() && file.endsWith("openvino/libs"))) {
                return files.findFirst().orElseThrow();
            }
        }
    }
}
