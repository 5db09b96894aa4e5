package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import octet.Octet;
import octet.problem.BadModelException;
import octet.problem.OctetException;
import octet.problem.UnsupportedModelException;

/**
 * A row of the table of bad input: a file that must be refused.
 *
 * @param row the row's name and what the file is
 * @param maker writes the file into a folder
 * @param exception what is thrown
 * @param message parts of what is said
 */
record BadFile(String row, Maker maker, Class<? extends OctetException> exception, List<String> message) {
    /** Writes a file. */
    interface Maker {
        Path make(Path folder) throws IOException;
    }

    static BadFile bad(String row, Maker maker, String... message) {
        return new BadFile(row, maker, BadModelException.class, List.of(message));
    }

    static BadFile unsupported(String row, Maker maker, String... message) {
        return new BadFile(row, maker, UnsupportedModelException.class, List.of(message));
    }

    static BadFile bytes(String row, byte[] bytes, String... message) {
        return bad(row, folder -> Files.write(folder.resolve("model.onnx"), bytes), message);
    }

    static BadFile model(String row, TestModel model, String... message) {
        return bad(row, model::write, message);
    }

    /** Loads the file as a float model and opens it as any model: both say what is wrong and write nothing. */
    String check(Path folder) throws IOException {
        Path file = maker.make(folder);
        Set<Path> before = files(folder);
        String told = assertRefused(() -> Octet.load(file));
        assertThat(files(folder)).isEqualTo(before);
        return told;
    }

    private String assertRefused(Runnable load) {
        var refusal = assertThatExceptionOfType(exception).isThrownBy(load::run).satisfies(e -> {
            assertThat(e).hasMessageContainingAll(message.toArray(String[]::new));
            assertThat(e).hasMessageContaining("Expected: ");
            assertThat(e.getMessage()).hasSizeLessThan(2000).doesNotContain(".. ", ".cc:", ".h:");
        });
        return exception.getSimpleName() + ": " + refusal.actual().getMessage();
    }

    private static Set<Path> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Override
    public String toString() {
        return row;
    }
}
