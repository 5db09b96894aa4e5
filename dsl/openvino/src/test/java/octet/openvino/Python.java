package octet.openvino;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A Python environment below {@code target} with OpenVINO in it, made once. {@code -Doctet.openvino.release=2025.0.0} runs
 * the tests on another release than the newest.
 */
final class Python {
    private static final String NEWEST = "2026.4.1";
    private static final String RELEASE = System.getProperty("octet.openvino.release", NEWEST);
    private static final List<String> PACKAGES =
            RELEASE.equals(NEWEST) ? List.of("openvino==" + NEWEST, "numpy==2.4.0") : List.of("openvino==" + RELEASE);
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path VENV = ofRelease("venv");

    private Python() {}

    /** A folder below {@code target} of what this release makes. */
    static Path ofRelease(String name) {
        return TARGET.resolve(RELEASE.equals(NEWEST) ? name : name + "-" + RELEASE);
    }

    /** Makes the environment if it is not there; false where there is no Python that can. */
    static synchronized boolean install() throws IOException, InterruptedException {
        Path done = VENV.resolve("packages.txt");
        if (!Files.exists(done) || !Files.readAllLines(done).equals(PACKAGES)) {
            Files.createDirectories(TARGET);
            if (!runs("venv.log", List.of(isWindows() ? "python" : "python3", "-m", "venv", VENV.toString()))) {
                return false;
            }
            List<String> pip = new ArrayList<>(List.of("-m", "pip", "install", "--quiet"));
            pip.addAll(PACKAGES);
            run("pip.log", pip);
            Files.write(done, PACKAGES);
        }
        return true;
    }

    /** The folder of the environment. */
    static Path folder() {
        return VENV;
    }

    /** Runs a script of {@code src/test/python}. */
    static void script(String name, Object... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Path.of("src/test/python", name).toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        run(name + ".log", command);
    }

    private static void run(String log, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(
                VENV.resolve(isWindows() ? "Scripts/python.exe" : "bin/python").toString());
        command.addAll(arguments);
        if (!runs(log, command)) {
            throw new IllegalStateException(
                    String.join(" ", command) + " failed:\n" + Files.readString(TARGET.resolve(log)));
        }
    }

    private static boolean runs(String log, List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(TARGET.resolve(log).toFile());
        builder.environment().putAll(Map.of("PYTHONDONTWRITEBYTECODE", "1", "OPENVINO_TELEMETRY", "0"));
        try {
            return builder.start().waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    }
}
