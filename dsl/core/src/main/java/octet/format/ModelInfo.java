package octet.format;

import java.nio.file.Path;
import java.util.List;

/**
 * What is known of a model's file.
 *
 * @param file where it was read from
 * @param format the name of its format
 * @param version the version of the format, such as {@code opset 13}
 * @param bytes its size, with the data that lies beside it
 * @param sha256 the SHA-256 of the file itself, in hexadecimal
 * @param runtime what runs it, with its version
 * @param remarks what was changed on reading, in words
 */
public record ModelInfo(
        Path file, String format, String version, long bytes, String sha256, String runtime, List<String> remarks) {

    /** Copies the list. */
    public ModelInfo {
        remarks = List.copyOf(remarks);
    }
}
