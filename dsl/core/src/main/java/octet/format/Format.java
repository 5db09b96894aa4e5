package octet.format;

import java.nio.file.Path;
import octet.problem.UnsupportedModelException;

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

    /**
     * Checks that a model of the format is whole and leads to no file outside of its folder, before another program
     * reads it.
     *
     * @throws octet.problem.BadModelException when it is not
     * @throws octet.problem.UnsupportedModelException when the format's version or its operators are unknown
     */
    void check(Path file);

    /**
     * Writes a model of another format as one of this, in float; unless a format can, it says that it cannot.
     *
     * @param source the model, checked by its own format
     * @throws octet.problem.UnsupportedModelException when that cannot be done for this model or on this machine
     * @throws octet.problem.SaveException when it cannot be written
     */
    default void convert(Path source, Path target) {
        throw new UnsupportedModelException(
                "Octet does not turn " + source + " into a model of the format " + name(),
                null,
                "load it as it is, or use a converter of the framework that it comes from");
    }
}
