package octet.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Magics, and which libraries a cell sees. */
class MagicsTest extends Cells {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.google.gson.Gson",
                "org.zeromq.ZMQ",
                "org.objectweb.asm.ClassReader",
                "picocli.CommandLine",
                "octet.kernel.session.Session",
                "octet.kernel.jshell.Stop",
                "org.commonmark.parser.Parser",
                "io.github.spencerpark.jupyter.kernel.BaseKernel"
            })
    void kernelsOwnLibraries_areHidden(String name) {
        assertThat(failure(name + ".class").name()).isEqualTo("CompilationError");
    }

    @Test
    void magics_areListedAndUnknownOnesRefused() {
        run("%lsmagic");
        assertThat(sink.out()).contains("%jars").contains("%classpath").contains("%time");
        assertThat(failure("%nosuch x").message()).contains("no magic %nosuch").contains("%jars");
        assertThat(value("%time int t = 5;\nt")).isEqualTo("5");
        assertThat(sink.out()).matches("\\d+\\.\\d{3} s\\R");
        assertThat(value("%time t + 1")).isEqualTo("6");
        assertThat(value("%%time\nint u = 6;\nu")).isEqualTo("6");
        assertThat(value("int big = 17\n  % 5;\nbig")).isEqualTo("2");
    }

    @Test
    void classPathMagic_addsClasses(@TempDir Path folder) throws Exception {
        Path source = Files.writeString(
                folder.resolve("Added.java"),
                "package added; public class Added { public static int n() { return 7; } }");
        javax.tools.ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", folder.toString(), source.toString());
        assertThat(failure("added.Added.n()").name()).isEqualTo("CompilationError");
        assertThat(value("%classpath \"" + folder + "\"\nadded.Added.n()")).isEqualTo("7");
        assertThat(failure("com.google.gson.Gson.class").name())
                .as("still hidden")
                .isEqualTo("CompilationError");
        assertThat(failure("%classpath no/such/folder").message()).contains("no/such/folder");
        assertThat(failure("%jars " + folder + "/*.jar").message()).contains("no file matches");
    }

    @Test
    void misspeltMagic_isAnsweredWithTheNearest() {
        assertThat(failure("%jar lib/*.jar").message()).contains("there is no magic %jar; the nearest are 'jars'");
    }

    @Test
    void load_runsAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("my setup.jshell"), "int loaded = 20;\n%time int again = loaded + 1;\nagain * 2");
        assertThat(value("%load \"" + file + "\"")).isEqualTo("42");
        assertThat(value("loaded")).isEqualTo("20");
        assertThat(failure("%load no/such.jshell").message())
                .contains("there is no file")
                .contains("no");
        assertThat(failure("%load").message()).contains("needs one file");
        Path round = folder.resolve("round.jshell");
        Files.writeString(round, "%load " + round);
        assertThat(failure("%load " + round).message()).contains("does one load itself?");
    }
}
