package octet.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Real models and data that tests find on the class path and in the repository. */
final class Resources {
    private static final Path DATA = Path.of("../../notebooks/data");

    private Resources() {}

    /** Copies a resource of a test dependency into a folder. */
    static Path copy(String resource, Path folder) throws IOException {
        Path file = folder.resolve(resource.substring(resource.lastIndexOf('/') + 1));
        try (InputStream in = Resources.class.getResourceAsStream("/" + resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            Files.copy(in, file);
        }
        return file;
    }

    /** A file of the lessons' data. */
    static Path data(String name) {
        return DATA.resolve(name);
    }
}
