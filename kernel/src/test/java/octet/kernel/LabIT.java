package octet.kernel;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quickstart in JupyterLab, seen through a browser without a screen. */
class LabIT {
    private static final List<String> PACKAGES = List.of("jupyterlab==4.6.6", "selenium==4.51.0");
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");

    @TempDir
    private Path models;

    @Test
    void quickstart_runsCompletesAndIsInterrupted() throws IOException, InterruptedException {
        boolean hasBrowser = BROWSERS.stream().anyMatch(LabIT::isProgram) && isProgram("chromedriver");
        if (!hasBrowser) {
            System.out.println("SKIPPED: the quickstart was not tried in a browser, because Chromium and its driver"
                    + " are not on the PATH (Debian's packages chromium and chromium-driver)");
        }
        assumeTrue(hasBrowser, "chromium and chromedriver");
        JupyterVenv.of("lab-venv", PACKAGES)
                .unittest(
                        "test_lab", Map.of("OCTET_MODELS", TestModel.in(models).toString()));
    }

    private static boolean isProgram(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
}
