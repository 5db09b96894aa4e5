package octet.kernel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void script_isExecutedCellByCell() throws IOException {
        Path script = Files.writeString(folder.resolve("some.jshell"), "int n = 6;\n\nn * 7\n\n%lsmagic\n\nn + 1\n");
        assertThat(run(script, Map.of())).isTrue();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\n42\n")
                .contains("%jars")
                .contains("\n7\n");
        assertThat(NotebookFile.read(folder.resolve("out/o.ipynb")).cells()).hasSize(4);
        Path failing = Files.writeString(folder.resolve("failing.jshell"), "int m = 1;\n\nm / 0\n\n99\n");
        assertThat(run(failing, Map.of())).isFalse();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("ArithmeticException");
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("\n99\n");
    }

    @Test
    void notebook_isExecutedIntoFileConsoleAndPage() throws IOException {
        Files.write(folder.resolve("dot.png"), new byte[] {1, 2, 3});
        Path notebook = notebook(
                text("# Title\n<b>raw</b> ![dot](dot.png) ![out](../out.png) [x](javascript:alert(1))"),
                code("int n = 2;", "parameters"),
                code("System.out.println(\"printed \" + n);\nn * 10"),
                code("String id = display(\"<i>shown</i>\", \"text/html\");\nupdateDisplay(id, \"later\");"),
                code("throw new IllegalStateException(\"allowed\");", "raises-exception"),
                code("Table.create(\"t\", StringColumn.create(\"name\", \"<img src=x>\"))"));
        assertThat(run(notebook, Map.of("n", "7"))).isTrue();

        NotebookFile written = NotebookFile.read(folder.resolve("out/o.ipynb"));
        List<NotebookCell> cells = written.cells();
        assertThat(cells).hasSize(7);
        assertThat(cells.get(2).isTagged("injected-parameters")).isTrue();
        assertThat(cells.get(2).source()).isEqualTo("// Parameters\nn = 7;");
        assertThat(output(cells.get(3), 0, "text")).isEqualTo("[\"printed 7\\n\"]");
        assertThat(output(cells.get(3), 1, "data")).isEqualTo("{\"text/plain\":[\"70\"]}");
        assertThat(output(cells.get(4), 0, "data")).isEqualTo("{\"text/plain\":[\"later\"]}");
        assertThat(output(cells.get(5), 0, "ename")).isEqualTo("\"IllegalStateException\"");

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("[1/6 0:0")
                .contains("printed 7\n70\n")
                .contains("later");
        String page = Files.readString(folder.resolve("out/o.html"));
        assertThat(page)
                .contains("&lt;b&gt;raw&lt;/b&gt;")
                .contains("data:image/png;base64,AQID")
                .contains("&lt;img src=x&gt;")
                .doesNotContain("<b>raw")
                .doesNotContain("javascript:alert")
                .doesNotContain("<script")
                .doesNotContain("http://")
                .contains("prefers-color-scheme: dark");
    }

    @Test
    void failingCell_endsTheRunAndKeepsWhatWasWritten() throws IOException {
        Path notebook = notebook(code("1 + 1"), code("int bad = 1 / 0;"), code("3"));
        assertThat(run(notebook, Map.of())).isFalse();
        List<NotebookCell> cells =
                NotebookFile.read(folder.resolve("out/o.ipynb")).cells();
        assertThat(output(cells.get(0), 0, "data")).contains("2");
        assertThat(output(cells.get(1), 0, "ename")).contains("ArithmeticException");
        assertThat(cells.get(2).outputs()).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("/ by zero")
                .contains("In [2]:1")
                .doesNotContain("\u001b");
        assertThat(folder.resolve("out/o.html")).exists();
        try (var files = Files.list(folder.resolve("out"))) {
            assertThat(files).as("no temporary file is left").hasSize(2);
        }
    }

    @Test
    void parameters_mustFitTheNotebook() throws IOException {
        Map<String, String> types = Map.of("n", "int", "name", "String", "rate", "double", "list", "List<String>");
        assertThat(ParameterCell.code(Map.of("name", "a\"\\b"), types)).endsWith("name = \"a\\\"\\\\b\";");
        assertThat(ParameterCell.code(Map.of("rate", "1"), types)).endsWith("rate = 1.0;");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterCell.code(Map.of("n", "x;y"), types))
                .withMessageContaining("declared as int");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterCell.code(Map.of("m", "1"), types))
                .withMessageContaining("no parameter m");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParameterCell.code(Map.of("list", "1"), types))
                .withMessageContaining("List<String>");
        Path without = notebook(code("1"));
        assertThatIllegalArgumentException().isThrownBy(() -> run(without, Map.of("n", "1")));
    }

    @Test
    void whatIsNoNotebook_isRefusedInWords() throws IOException {
        Path file = folder.resolve("x.ipynb");
        for (String text :
                List.of("", "PK\u0003", "[]", "{}", "{\"nbformat\": 3, \"worksheets\": []}", "{\"nbformat\": 4}")) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> NotebookFile.read(file))
                    .as(text)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("x.ipynb");
        }
    }

    @Test
    void anotherLanguagesNotebook_isRefused() throws IOException {
        String format = "{\"cells\":[],\"metadata\":%s,\"nbformat\":4,\"nbformat_minor\":5}";
        for (String metadata : List.of(
                "{\"kernelspec\":{\"name\":\"python3\",\"language\":\"python\"}}",
                "{\"kernelspec\":{\"name\":\"python3\",\"display_name\":\"Python 3\"}}",
                "{\"language_info\":{\"name\":\"python\"}}")) {
            assertThatThrownBy(() -> NotebookFile.parse(format.formatted(metadata), "n.ipynb"))
                    .as(metadata)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("n.ipynb is a notebook in ")
                    .hasMessageContaining("Java (Octet)");
        }
        for (String metadata : List.of(
                "{\"kernelspec\":{\"name\":\"java\",\"language\":\"java\"}}",
                "{\"language_info\":{\"name\":\"Java\"}}",
                "{\"kernelspec\":{\"name\":\"octet\"}}",
                "{\"kernelspec\":null,\"language_info\":3}",
                "[]")) {
            NotebookFile.parse(format.formatted(metadata), "n.ipynb");
        }
    }

    @Test
    void whatIsNotUnderstood_isKept() throws IOException {
        String text = "{\"cells\":[],\"metadata\":{\"mine\":[1,2.50,null]},\"nbformat\":4,\"nbformat_minor\":5}";
        assertThat(NotebookFile.parse(text, "n").text().replaceAll("\\s", "")).isEqualTo(text);
    }

    private boolean run(Path notebook, Map<String, String> parameters) throws IOException {
        Runner.Request request = new Runner.Request(
                notebook,
                Optional.of(folder.resolve("out/o.ipynb")),
                Optional.of(folder.resolve("out/o.html")),
                parameters);
        return Runner.run(
                request,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
    }

    private static String output(NotebookCell cell, int index, String key) {
        JsonObject output = cell.outputs().get(index).getAsJsonObject();
        return output.get(key).toString();
    }

    private Path notebook(Map<?, ?>... cells) throws IOException {
        String json = new Gson()
                .toJson(Map.of(
                        "nbformat",
                        4,
                        "nbformat_minor",
                        5,
                        "metadata",
                        Map.of(),
                        "cells",
                        new ArrayList<>(List.of(cells))));
        return Files.writeString(folder.resolve("n.ipynb"), json);
    }

    private static Map<?, ?> text(String source) {
        return Map.of("cell_type", "markdown", "id", "t", "metadata", Map.of(), "source", source);
    }

    private static Map<?, ?> code(String source, String... tags) {
        return Map.of(
                "cell_type",
                "code",
                "id",
                "c",
                "source",
                source,
                "metadata",
                Map.of("tags", tags),
                "outputs",
                List.of());
    }
}
