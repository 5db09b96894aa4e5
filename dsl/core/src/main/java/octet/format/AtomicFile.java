package octet.format;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
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
        if (isSpecial(file)) {
            check(file);
        }
        Path temporary = null;
        try {
            Path folder = file.toAbsolutePath().getParent();
            // Not createTempFile, whose files nobody else may read.
            temporary = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
            var stream = Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try (var out = new BufferedOutputStream(stream, 1 << 20)) {
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

    /**
     * Checks that a file could be written, before long work is done for it.
     *
     * @throws SaveException when its folder is missing or not writable, or the path is a folder, a pipe or a device
     */
    public static void check(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        Path folder = parent == null ? file : parent;
        String problem = problem(file, folder);
        if (problem != null) {
            throw new SaveException(
                    "The file " + file + " cannot be written: " + problem,
                    "a writable folder",
                    "make the folder, or save somewhere else");
        }
    }

    private static String problem(Path file, Path folder) {
        if (Files.isDirectory(file)) {
            return "it is a folder";
        } else if (isSpecial(file)) {
            return "it is a pipe or a device";
        } else if (!Files.isDirectory(folder)) {
            return "there is no folder " + folder;
        }
        return Files.isWritable(folder) ? null : "its folder is not writable";
    }

    /** What is neither file, folder nor link. To move a file there would take it away from all who use it. */
    private static boolean isSpecial(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isOther();
        } catch (IOException e) {
            return false;
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
