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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        write(Map.of(file, contents));
    }

    /**
     * Writes files that belong together: all of them to temporary files first, which are then moved into place one after
     * another. Where a move fails, those before it are taken back.
     *
     * @throws SaveException when that fails; files that stood there before are untouched and temporary ones are gone
     */
    public static void write(Map<Path, Contents> files) {
        Map<Path, Path> temporary = new LinkedHashMap<>();
        Map<Path, Path> before = new LinkedHashMap<>();
        List<Path> moved = new ArrayList<>();
        Path current = null;
        try {
            for (var entry : files.entrySet()) {
                current = entry.getKey();
                if (isSpecial(current) || Files.isDirectory(current)) {
                    check(current);
                }
                temporary.put(current, beside(current, ".tmp"));
                writeNew(temporary.get(current), entry.getValue());
            }
            for (Path file : files.keySet()) {
                current = file;
                if (files.size() > 1 && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                    Path kept = beside(file, ".old");
                    Files.move(file, kept, StandardCopyOption.ATOMIC_MOVE);
                    before.put(file, kept);
                }
                Files.move(
                        temporary.get(file), file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                moved.add(file);
            }
            before.values().forEach(AtomicFile::delete);
        } catch (IOException e) {
            moved.forEach(AtomicFile::delete);
            before.forEach(AtomicFile::restore);
            throw new SaveException(
                    "The file " + current + " cannot be written: " + e,
                    "a writable folder with room on its disk",
                    "save somewhere else; a file that stood there before is untouched",
                    e);
        } finally {
            temporary.values().forEach(AtomicFile::delete);
        }
    }

    /** Not by createTempFile, whose files nobody else may read. */
    private static Path beside(Path file, String ending) {
        return file.toAbsolutePath().getParent().resolve("." + file.getFileName() + "." + UUID.randomUUID() + ending);
    }

    private static void writeNew(Path file, Contents contents) throws IOException {
        var stream = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var out = new BufferedOutputStream(stream, 1 << 20)) {
            contents.writeTo(out);
        }
    }

    private static void restore(Path file, Path kept) {
        try {
            Files.move(kept, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // It lies beside under its other name; the first error says what is wrong.
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
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // The first error says what is wrong; a stray temporary file is not worth hiding it.
        }
    }
}
