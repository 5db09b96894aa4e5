package octet.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * A file as it was once, to tell later whether it is still the same.
 *
 * @param file the file
 * @param bytes its size
 * @param modified when it was last written to
 */
record FileState(Path file, long bytes, FileTime modified) {

    static FileState of(Path file) throws IOException {
        return new FileState(file, Files.size(file), Files.getLastModifiedTime(file));
    }

    boolean isUnchanged() {
        try {
            return equals(of(file));
        } catch (IOException e) {
            return false;
        }
    }
}
