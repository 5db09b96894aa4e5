package octet.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import octet.problem.SaveException;

/** Writes files whole or not at all. */
public final class AtomicFile {

    private AtomicFile() {}

    /** Writes the contents of a file. */
    @FunctionalInterface
    public interface Contents {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes to a temporary file in the same folder and moves it into place.
     *
     * @throws SaveException when that fails; a file that stood there before is untouched and the temporary one is gone
     */
    public static void write(Path file, Contents contents) {
        Path temporary = null;
        try {
            Path folder = file.toAbsolutePath().getParent();
            temporary = Files.createTempFile(folder, "." + file.getFileName(), ".tmp");
            try (var out = new java.io.BufferedOutputStream(Files.newOutputStream(temporary), 1 << 20)) {
                contents.writeTo(out);
            }
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new SaveException(
                    "The file " + file + " cannot be written: " + e,
                    "a writable folder with room on its disk",
                    "save somewhere else; a file that stood there before is untouched",
                    e);
        } finally {
            delete(temporary);
        }
    }

    private static void delete(Path temporary) {
        try {
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            // The first error says what is wrong; a stray temporary file is not worth hiding it.
        }
    }
}
