package octet.format;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A quantized model, not yet on disk. */
public interface Rewritten {

    /** Makes it ready to run on one thread a call. */
    default Session open() {
        return openWith(List.of());
    }

    /** As {@link #open()}, with inner values of the float model returned besides the outputs. */
    Session openWith(Collection<String> values);

    /** Its size as a file, in bytes, without metadata. */
    long bytes();

    /**
     * Writes it: to a temporary file in the same folder first, which is then moved into place.
     *
     * @param metadata texts to embed, by key
     * @throws octet.problem.SaveException when it cannot be written; a file that stood there before is then untouched
     */
    void save(Path file, Map<String, String> metadata);
}
