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
                "org.apache.maven.model.Model",
                "org.eclipse.aether.RepositorySystem",
                "org.codehaus.plexus.util.xml.Xpp3Dom",
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
        assertThat(failure("%timeitt 1").message()).contains("the nearest is %timeit;");
        assertThat(value("%time int t = 5;\nt")).isEqualTo("5");
        assertThat(sink.out()).matches("\\d+\\.\\d{3} s\\R");
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
    void loadMagic_runsFilesAndNotebooks(@TempDir Path folder) throws Exception {
        Path java = Files.writeString(folder.resolve("some.java"), "int loaded = 3;\nloaded + 1");
        assertThat(value("%load " + java)).isEqualTo("4");
        Path notebook = Files.writeString(
                folder.resolve("some.ipynb"),
                "{\"cells\": [{\"cell_type\": \"markdown\", \"source\": \"# no Java\"},"
                        + "{\"cell_type\": \"code\", \"source\": [\"int two = 2;\\n\", \"two * loaded\"]}]}");
        assertThat(value("%load " + notebook)).isEqualTo("6");
        Path itself = folder.resolve("itself.java");
        Files.writeString(itself, "%load " + itself);
        assertThat(failure("%load " + itself).message()).contains("loads itself");
        assertThat(failure("%load nowhere.java").message()).contains("there is no file");
        assertThat(failure("%load " + Files.writeString(folder.resolve("bad.ipynb"), "[]"))
                        .message())
                .contains("is no notebook");
    }

    @Test
    void timeitMagic_timesExpressionsAndStatements() {
        run("int[] runs = {0};\n%timeit Thread.sleep(runs[0]++ < 3 ? 210 : 30)");
        assertThat(sink.out())
                .matches("(?s)[\\d.]+ ms ± .* per loop \\(mean and deviation of 7 runs, 1 loop each\\)\\R");
        run("%%timeit\nint sum = 0;\nfor (int i = 0; i < 10; i++) sum += i;");
        assertThat(sink.out()).contains("loops each");
        run("%timeit Math.sqrt(runs.length)");
        assertThat(sink.out()).contains(" ns ± ");
        assertThat(failure("%timeit nowhere").name()).isEqualTo("CompilationError");
        assertThat(failure("%timeit Integer.parseInt(\"x\")").name()).contains("NumberFormatException");
    }
}
