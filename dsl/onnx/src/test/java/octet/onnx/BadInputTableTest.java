package octet.onnx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Publishes what happens to every bad input of these tests, as it is said. */
class BadInputTableTest {
    private static final int LONGEST = 200;

    @TempDir
    private Path folder;

    private final StringBuilder table = new StringBuilder();

    /** Links and pipes are there on Linux. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void thePublishedTable_isWhatHappens() throws Exception {
        table.append("""
                # Bad input

                Every file and every sample that these tests make on purpose, and what happens to it, as a person is told. Written by
                `BadInputTableTest` with `-Doctet.golden=write`, which otherwise fails where this page is no longer true.
                Nothing is written, nothing outside a model's folder is read, and no memory is taken that a file merely announces.
                """);
        files("Files that are no model", "BadModelFileTest", BadModelFileTest.noModels());
        files("Tensors whose parts contradict each other", "BadModelFileTest", BadModelFileTest.tensors());
        files("Graphs that cannot be computed", "BadModelFileTest", BadModelFileTest.graphs());
        files("Weights elsewhere", "ExternalDataTest", ExternalDataTest.files());
        rows("Odd models and places", "OddModelTest", OddModelTest.rows());
        rows("Data", "BadDataTest", BadDataTest.rows());
        Golden.check(Path.of("bad-input.md"), table.toString());
    }

    private void files(String title, String test, Iterable<BadFile> files) throws Exception {
        List<BadInput> rows = new ArrayList<>();
        files.forEach(file -> rows.add(BadInput.row(file.row(), file::check)));
        rows(title, test, rows);
    }

    private void rows(String title, String test, List<BadInput> rows) throws Exception {
        table.append("\n## ")
                .append(title)
                .append("\n\n`")
                .append(test)
                .append("`\n\n| input | what happens |\n|---|---|\n");
        for (BadInput row : rows) {
            Path own = Files.createTempDirectory(folder, "row");
            Path models = Files.createDirectory(own.resolve("models"));
            table.append("| ")
                    .append(row.row())
                    .append(" | ")
                    .append(told(row.check(models), models))
                    .append(" |\n");
        }
    }

    /** The first sentence, without what differs from machine to machine. */
    private static String told(String happened, Path folder) {
        Function<String, String> visible =
                text -> text.replaceAll("\\p{Cntrl}+", " ").replace("|", "\\|").replace("<", "&lt;");
        String sentence = happened.replaceFirst("(?s)\\.?\\s*Expected: .*", "")
                .replace(folder.toString(), "…")
                .replace(folder.getParent().toString(), "…");
        String shown = visible.apply(sentence);
        return shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown;
    }
}
