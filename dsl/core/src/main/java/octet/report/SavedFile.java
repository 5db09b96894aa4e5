package octet.report;

import java.nio.file.Path;

/**
 * A file that was written.
 *
 * @param file where it is
 * @param bytes its size
 */
public record SavedFile(Path file, long bytes) {

    /** Where it is and how large: {@code Saved lines.calibration (1.24 MB)}. */
    @Override
    public String toString() {
        return "Saved " + file + " (" + Format.bytes(bytes) + ")";
    }
}
