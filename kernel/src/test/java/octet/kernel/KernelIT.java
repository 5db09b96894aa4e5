package octet.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged kernel, installed into a Python environment of its own and used by a real client of Jupyter. */
class KernelIT {
    private static final List<String> PACKAGES = List.of(
            "ipykernel==7.4.0",
            "jupyter_client==8.10.0",
            "jupyter_kernel_test==0.7.0",
            "nbclient==0.11.0",
            "nbconvert==7.17.2");

    private static JupyterVenv venv;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        venv = JupyterVenv.of("venv", PACKAGES);
        assertThat(venv.kernelspec().resolve("octet.jsa")).isNotEmptyFile();
    }

    @Test
    void calibration_isInterrupted(@TempDir Path models) throws IOException, InterruptedException {
        venv.unittest(
                "test_calibration", Map.of("OCTET_MODELS", TestModel.in(models).toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conformance",
                "behaviour",
                "comms",
                "display",
                "editor",
                "errors",
                "history",
                "interrupt",
                "java",
                "libraries",
                "lifecycle",
                "quiet",
                "tools",
                "security"
            })
    void kernel_passes(String tests) throws IOException, InterruptedException {
        venv.unittest("test_" + tests, Map.of());
    }
}
