package octet.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The wheel, installed with pip into an environment of its own and used by Jupyter's console. */
class WheelIT {
    private static final boolean WINDOWS =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Path VENV = TARGET.resolve("wheel-venv");

    @Test
    void wheel_installsAKernelThatAnswers() throws IOException, InterruptedException {
        if (!Files.exists(VENV.resolve("done"))) {
            boolean made = runs(WINDOWS ? "python" : "python3", "-m", "venv", VENV.toString());
            if (!made) {
                System.out.println("SKIPPED: the wheel was not tried, because there is no python3 that can"
                        + " make a virtual environment");
            }
            assumeTrue(made, "python3 with venv");
            check("-m", "pip", "install", "--quiet", "jupyter_console==6.6.3", "ipykernel==7.4.0");
            Files.createFile(VENV.resolve("done"));
        }
        check("-m", "pip", "install", "--quiet", "--force-reinstall", "--no-deps", wheel());
        check("-m", "unittest", "-v", "test_wheel");
    }

    private static String wheel() throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".whl"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void check(String... arguments) throws IOException, InterruptedException {
        String python =
                VENV.resolve(WINDOWS ? "Scripts/python.exe" : "bin/python").toString();
        String[] command =
                Stream.concat(Stream.of(python), Stream.of(arguments)).toArray(String[]::new);
        assertThat(runs(command))
                .withFailMessage(() -> List.of(command) + " failed: " + TARGET.resolve("wheel.log"))
                .isTrue();
    }

    private static boolean runs(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("src/test/python").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        TARGET.resolve("wheel.log").toFile()));
        builder.environment().put("JUPYTER_PREFER_ENV_PATH", "1");
        builder.environment().put("JUPYTER_DATA_DIR", TARGET.resolve("jupyter").toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        try {
            return builder.start().waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }
}
