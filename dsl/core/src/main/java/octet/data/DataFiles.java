package octet.data;

import java.nio.file.Files;
import java.nio.file.Path;
import octet.problem.BadDataException;

/** Checks files of data before they are opened: to open a pipe waits for whoever writes to it. */
final class DataFiles {

    private DataFiles() {}

    /**
     * Checks that there is a file to be read.
     *
     * @param expected what it should be, such as {@code "a CSV file"}
     * @throws BadDataException when the file is missing, a folder, a pipe or a device, or may not be read
     */
    static void check(Path file, String expected) {
        if (!Files.exists(file)) {
            throw new BadDataException(
                    "There is no file " + file,
                    expected,
                    "check the path; the current folder is " + Path.of("").toAbsolutePath());
        }
        String kind = Files.isDirectory(file)
                ? " is a folder"
                : !Files.isRegularFile(file)
                        ? " is no regular file but a pipe or a device"
                        : Files.isReadable(file) ? null : " may not be read";
        if (kind != null) {
            throw new BadDataException(file + kind, expected, "check the path");
        }
    }
}
