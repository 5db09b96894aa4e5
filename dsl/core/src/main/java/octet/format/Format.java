package octet.format;

import java.nio.file.Path;

/** A file format of models. Implementations are found by {@link java.util.ServiceLoader}. */
public interface Format {

    /** The name as users know it: {@code ONNX}. */
    String name();

    /** The ending of its files with the dot: {@code .onnx}. */
    String ending();

    /** Whether the file is of this format, judged by its name; the contents are checked on reading. */
    default boolean recognises(Path file) {
        return file.getFileName().toString().toLowerCase(java.util.Locale.ROOT).endsWith(ending());
    }

    /**
     * Reads a model.
     *
     * @throws octet.problem.BadModelException when the file is no sound model of the format
     * @throws octet.problem.UnsupportedModelException when it is, but cannot be quantized
     */
    FormatModel read(Path file);

    /**
     * Makes any model of the format ready to run as it is, int8 ones among them.
     *
     * @throws octet.problem.BadModelException when the file is no sound model of the format
     */
    OpenedFile open(Path file);
}
