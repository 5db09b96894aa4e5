package octet.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import octet.kernel.install.Jdk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar installs itself where it is told to, and says in words what it lacks. */
class InstallIT {
    /** All modules of a runtime that is no JDK. */
    private static final String RUNTIME = "--limit-modules=java.se,jdk.unsupported,jdk.zipfs";

    @TempDir
    Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void sysPrefix_isTheEnvironmentOfThePythonOnThePath() throws IOException, InterruptedException {
        Path environment = folder.resolve("environment");
        boolean made = run(Map.of(), List.of("python3", "-m", "venv", "--without-pip", environment.toString()))
                        .code()
                == 0;
        if (!made) {
            System.out.println("SKIPPED: install --sys-prefix was not tried, because there is no python3 with venv");
        }
        assumeTrue(made, "python3 with venv");
        Map<String, String> active = Map.of("PATH", environment.resolve("bin").toString(), "HOME", folder.toString());
        Result done = octet(active, List.of(), "install", "--sys-prefix");
        Path spec = environment.toRealPath().resolve("share/jupyter/kernels/octet");
        assertThat(done.text()).contains("in " + spec).contains("It runs on Java");
        assertThat(spec.resolve("kernel.json")).exists();
        assertThat(spec.resolve("octet.jar")).exists();
        Result none = octet(Map.of("PATH", folder.toString()), List.of(), "install", "--sys-prefix");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.text())
                .contains("neither python3 nor python on the PATH")
                .contains("--prefix DIR")
                .doesNotContain("\tat ");
    }

    @Test
    void runtimeThatIsNoJdk_isSaidInWords() throws IOException, InterruptedException {
        for (List<String> command : List.of(
                List.of("install", "--prefix", folder.toString()),
                List.of("kernel", "connection.json"),
                List.of("run", "some.ipynb"))) {
            Result done = octet(Map.of(), List.of(RUNTIME), command.toArray(String[]::new));
            assertThat(done.code()).as(done.text()).isEqualTo(1);
            assertThat(done.text())
                    .contains("is a runtime (JRE) without jdk.compiler")
                    .contains("a whole JDK of version 17 or later")
                    .doesNotContain("\tat ");
        }
        assertThat(folder.resolve("share")).doesNotExist();
    }

    @Test
    void placeThatCannotBeWritten_isSaidInWords() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Result done = octet(Map.of(), List.of(), "install", "--prefix", file.toString());
        assertThat(done.code()).isEqualTo(1);
        assertThat(done.text()).startsWith("octet: " + file).doesNotContain("\tat ");
    }

    private record Result(int code, String text) {}

    private Result octet(Map<String, String> environment, List<String> flags, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Jdk.java().toString()));
        command.addAll(flags);
        command.addAll(List.of("-jar", System.getProperty("octet.jar", "target/octet.jar")));
        command.addAll(List.of(arguments));
        return run(environment, command);
    }

    private static Result run(Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), text);
        } catch (IOException notThere) {
            return new Result(-1, notThere.toString());
        }
    }
}
