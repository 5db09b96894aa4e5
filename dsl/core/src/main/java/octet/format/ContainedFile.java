package octet.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A file that a model names. The name is a model author's text, so it is untrusted: it must be that of a regular file
 * inside the model's folder, reached without a symbolic link and without a second hard link.
 */
public final class ContainedFile {

    private ContainedFile() {}

    /** Why a file is not taken: a message that goes on after "data in": {@code in 'w.bin', which is not there}. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private Refused(String location, String reason) {
            super("in '" + abbreviated(location) + "', " + reason);
        }
    }

    /**
     * The file.
     *
     * @param folder the model's folder, by its real path
     * @param location what the model calls the file
     * @throws Refused when it is missing, outside the folder, or no regular file
     */
    public static Path find(Path folder, String location) throws Refused {
        if (location.contains("\\") || location.contains(":") || location.indexOf('\0') >= 0) {
            throw outside(location);
        }
        try {
            Path relative = Path.of(location);
            Path file = folder.resolve(relative).normalize();
            if (relative.isAbsolute() || !file.startsWith(folder) || contains(relative, "..")) {
                throw outside(location);
            }
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new Refused(location, "which is not there");
            }
            if (!file.toRealPath().equals(folder.toRealPath().resolve(folder.relativize(file)))) {
                throw new Refused(location, "which is reached through a symbolic link");
            }
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new Refused(location, "which is not a regular file");
            }
            if (links(file) > 1) {
                throw new Refused(
                        location,
                        "which has a second name (a hard link), perhaps outside the model's folder; copy the file");
            }
            return file;
        } catch (InvalidPathException | IOException e) {
            throw new Refused(location, "which cannot be read: " + e.getMessage());
        }
    }

    private static Refused outside(String location) {
        return new Refused(location, "outside the model's folder");
    }

    private static boolean contains(Path path, String name) {
        for (Path part : path) {
            if (part.toString().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** The number of names of a file; 1 where the file system does not tell. */
    private static int links(Path file) throws IOException {
        try {
            return (Integer) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return 1;
        }
    }

    /** The first characters of a text that may be as long as its file. */
    public static String abbreviated(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }
}
