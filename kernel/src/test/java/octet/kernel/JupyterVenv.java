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

/** A Python environment below {@code target} with programs of Jupyter, and the packaged kernel installed into it. */
final class JupyterVenv {
    static final Path TARGET = Path.of("target").toAbsolutePath();

    private final Path folder;
    private final String name;

    private JupyterVenv(String name) {
        this.name = name;
        this.folder = TARGET.resolve(name);
    }

    /**
     * Returns an environment, kept from an earlier run where it has the same packages. The test is skipped, and says so,
     * where there is no Python that can make one.
     *
     * @param name of its folder
     * @param packages with their versions, for pip
     */
    static JupyterVenv of(String name, List<String> packages) throws IOException, InterruptedException {
        JupyterVenv venv = new JupyterVenv(name);
        Path done = venv.folder.resolve("packages.txt");
        if (!Files.exists(done) || !Files.readAllLines(done).equals(packages)) {
            String python = isWindows() ? "python" : "python3";
            boolean made = venv.runs("venv", Map.of(), List.of(python, "-m", "venv", venv.folder.toString()));
            if (!made) {
                System.out.println("SKIPPED: the kernel was not tried with Jupyter (" + name
                        + "), because there is no python3 that can make a virtual environment");
            }
            assumeTrue(made, "python3 with venv");
            List<String> pip = new ArrayList<>(List.of(venv.python(), "-m", "pip", "install", "--quiet"));
            pip.addAll(packages);
            venv.check("pip", Map.of(), pip);
            Files.write(done, packages);
        }
        String jar = System.getProperty("octet.jar", TARGET.resolve("octet.jar").toString());
        venv.check(
                "install",
                Map.of(),
                List.of(Jdk.java().toString(), "-jar", jar, "install", "--prefix", venv.folder.toString()));
        return venv;
    }

    /** Returns where it has the kernel. */
    Path kernelspec() {
        return folder.resolve("share/jupyter/kernels/octet");
    }

    /** Fails, with what was printed, unless the tests of a module of {@code src/test/python} pass. */
    void unittest(String module, Map<String, String> environment) throws IOException, InterruptedException {
        check(module, environment, List.of(python(), "-m", "unittest", "-v", module));
    }

    private void check(String step, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        assertThat(runs(step, environment, command))
                .withFailMessage(() -> String.join(" ", command) + " failed:\n" + read(log(step)))
                .isTrue();
    }

    private boolean runs(String step, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("src/test/python").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(step).toFile());
        // Only the kernel under test may be found, whatever is installed on this machine.
        builder.environment()
                .putAll(Map.of(
                        "JUPYTER_PREFER_ENV_PATH", "1",
                        "JUPYTER_DATA_DIR", TARGET.resolve("jupyter").toString(),
                        "PYTHONDONTWRITEBYTECODE", "1"));
        builder.environment().putAll(environment);
        try {
            return builder.start().waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    private Path log(String step) {
        return TARGET.resolve(name + "-" + step + ".log");
    }

    private String python() {
        return folder.resolve(isWindows() ? "Scripts/python.exe" : "bin/python").toString();
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
