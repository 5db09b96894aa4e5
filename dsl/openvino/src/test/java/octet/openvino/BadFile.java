package octet.openvino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import octet.Octet;
import octet.data.Sample;
import octet.data.Tensor;
import octet.problem.BadModelException;
import octet.problem.OctetException;
import octet.problem.UnsupportedModelException;

/**
 * A row of the table of bad input: a model that must be refused.
 *
 * @param row the row's name and what the file is
 * @param maker writes the files into a folder and returns the text
 * @param exception what is thrown
 * @param message parts of what is said
 * @param isRead whether it can be read, and is refused when it is run
 */
record BadFile(
        String row, Maker maker, Class<? extends OctetException> exception, List<String> message, boolean isRead) {
    private static final Sample SAMPLE = Sample.of(Map.of("x", Tensor.of(new float[] {1, 2, 3, 4}, 1, TinyIr.INPUTS)));

    /** Writes files. */
    interface Maker {
        Path make(Path folder) throws IOException;
    }

    static BadFile files(String row, Maker maker, String... message) {
        return new BadFile(row, maker, BadModelException.class, List.of(message), false);
    }

    static BadFile text(String row, String text, String... message) {
        return files(row, folder -> TinyIr.write(folder, text), message);
    }

    static BadFile unsupported(String row, String text, String... message) {
        return new BadFile(
                row, folder -> TinyIr.write(folder, text), UnsupportedModelException.class, List.of(message), false);
    }

    /** One that OpenVINO refuses. */
    static BadFile refusedByOpenVino(String row, String text, String... message) {
        return new BadFile(
                row, folder -> TinyIr.write(folder, text), UnsupportedModelException.class, List.of(message), true);
    }

    /** Loads the model, or runs it if it can be read, and opens it as any model: both say what is wrong and write nothing. */
    String check(Path folder) throws IOException {
        Path file = maker.make(folder);
        Set<Path> before = all(folder);
        String told = refused(() -> {
            var model = Octet.load(file);
            if (isRead) {
                model.run(SAMPLE);
            }
        });
        refused(() -> new OpenVinoFormat().open(file));
        assertThat(all(folder)).isEqualTo(before);
        return told;
    }

    private String refused(Runnable load) {
        var refusal = assertThatExceptionOfType(exception).isThrownBy(load::run).satisfies(e -> {
            assertThat(e).hasMessageContainingAll(message.toArray(String[]::new));
            assertThat(e).hasMessageContaining("Expected: ");
            assertThat(e.getMessage()).hasSizeLessThan(3000).doesNotContain(".cpp:", ".hpp:");
        });
        return exception.getSimpleName() + ": " + refusal.actual().getMessage();
    }

    private static Set<Path> all(Path folder) throws IOException {
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
