package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares texts with files under src/test/resources; {@code -Doctet.golden=write} writes them anew. */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    /** Asserts that the text is that of the file. */
    static void check(String name, String text) throws IOException {
        check(FOLDER.resolve(name + ".txt"), text + "\n");
    }

    /** Asserts that the text is all that the file holds. */
    static void check(Path file, String text) throws IOException {
        if ("write".equals(System.getProperty("octet.golden"))) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        }
        assertThat(text).as("%s (-Doctet.golden=write writes it anew)", file).isEqualTo(Files.readString(file));
    }
}
