package octet.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import octet.kernel.install.Jdk;
import org.junit.jupiter.api.BeforeAll;
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
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path VENV = TARGET.resolve("venv");

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        Path done = VENV.resolve("packages.txt");
        if (!Files.exists(done) || !Files.readAllLines(done).equals(PACKAGES)) {
            boolean made = runs("venv.log", List.of(systemPython(), "-m", "venv", VENV.toString()));
            if (!made) {
                System.out.println(
                        "SKIPPED: the kernel was not tried with Jupyter, because there is no python3 that can"
                                + " make a virtual environment");
            }
            assumeTrue(made, "python3 with venv");
            List<String> pip = new ArrayList<>(List.of(python(), "-m", "pip", "install", "--quiet"));
            pip.addAll(PACKAGES);
            check("pip.log", pip);
            Files.write(done, PACKAGES);
        }
        String jar = System.getProperty("octet.jar", TARGET.resolve("octet.jar").toString());
        check("install.log", List.of(Jdk.java().toString(), "-jar", jar, "install", "--prefix", VENV.toString()));
        assertThat(VENV.resolve("share/jupyter/kernels/octet/octet.jsa")).isNotEmptyFile();
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
                "libraries",
                "lifecycle",
                "quiet",
                "tools",
                "security"
            })
    void kernel_passes(String tests) throws IOException, InterruptedException {
        check(tests + ".log", List.of(python(), "-m", "unittest", "-v", "test_" + tests));
    }

    private static void check(String log, List<String> command) throws IOException, InterruptedException {
        assertThat(runs(log, command))
                .withFailMessage(() -> String.join(" ", command) + " failed:\n" + read(TARGET.resolve(log)))
                .isTrue();
    }

    private static boolean runs(String log, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("src/test/python").toFile())
                .redirectErrorStream(true)
                .redirectOutput(TARGET.resolve(log).toFile());
        // Only the kernel under test may be found, whatever is installed on this machine.
        builder.environment()
                .putAll(Map.of(
                        "JUPYTER_PREFER_ENV_PATH", "1",
                        "JUPYTER_DATA_DIR", TARGET.resolve("jupyter").toString(),
                        "PYTHONDONTWRITEBYTECODE", "1"));
        try {
            return builder.start().waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    private static String systemPython() {
        return isWindows() ? "python" : "python3";
    }

    private static String python() {
        return VENV.resolve(isWindows() ? "Scripts/python.exe" : "bin/python").toString();
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "(no log: " + e + ")";
        }
    }
}
