package octet.format;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import octet.problem.BadModelException;
import octet.problem.UnsupportedModelException;

/** The formats of this installation. */
public final class Formats {

    private Formats() {}

    /** All formats whose modules are on the class path. */
    public static List<Format> all() {
        return ServiceLoader.load(Format.class, Formats.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /**
     * Reads a model with the format that recognises it.
     *
     * @throws BadModelException when the file is missing
     * @throws UnsupportedModelException when no format recognises it
     */
    public static FormatModel read(Path file) {
        return existing(file).read(file);
    }

    /**
     * Makes a model ready to run as it is.
     *
     * @throws BadModelException when the file is missing or no sound model
     * @throws UnsupportedModelException when no format recognises it
     */
    public static OpenedFile open(Path file) {
        return existing(file).open(file);
    }

    /**
     * Writes a model as one of another format, whole or not at all. Formats are known by the names' endings.
     *
     * @throws BadModelException when the model is missing or not sound
     * @throws UnsupportedModelException when a format is not known, or the one does not become the other
     * @throws octet.problem.SaveException when the target cannot be written
     */
    public static void convert(Path source, Path target) {
        Format from = existing(source);
        Format to = of(target);
        if (from.name().equals(to.name())) {
            throw new UnsupportedModelException(
                    "Both " + source + " and " + target + " are of the format " + to.name(),
                    "the name of a file of another format",
                    "load the model as it is");
        }
        AtomicFile.check(target);
        from.check(source);
        to.convert(source, target);
    }

    private static Format existing(Path file) {
        if (!Files.exists(file)) {
            throw new BadModelException(
                    "There is no file " + file,
                    "a model",
                    "check the path; the current folder is " + Path.of("").toAbsolutePath());
        }
        return of(file);
    }

    private static Format of(Path file) {
        var formats = all();
        return formats.stream()
                .filter(format -> format.recognises(file))
                .findFirst()
                .orElseThrow(() -> new UnsupportedModelException(
                        "The name " + file.getFileName() + " ends like no known model format",
                        "one of "
                                + formats.stream()
                                        .map(f -> f.ending() + " (" + f.name() + ")")
                                        .toList(),
                        "rename the file, or add the module of its format to the class path"));
    }
}
