package octet.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
    @Test
    void exitCode_saysWhatWentWrong(@TempDir Path folder) {
        assertThat(Main.execute("--help")).isZero();
        assertThat(Main.execute("--version")).isZero();
        assertThat(Main.execute("run", "--help")).isZero();
        assertThat(Main.execute("run", folder.resolve("none.ipynb").toString())).isEqualTo(1);
        assertThat(Main.execute("run", folder.toString())).isEqualTo(1);
        assertThat(Main.execute("nonsense")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(Main.execute("install", "--user", "--prefix", "x")).isEqualTo(CommandLine.ExitCode.USAGE);
    }
}
