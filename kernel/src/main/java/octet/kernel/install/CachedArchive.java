package octet.kernel.install;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The {@link ClassArchive} of a kernel whose own folder is pip's: it lies in the user's cache, where the launcher says. */
public final class CachedArchive {
    private static final String PLACE = "{cache}";

    private CachedArchive() {}

    /**
     * Makes it, beside a kernel that may be reading an older one.
     *
     * @param directory where it goes; made where it is missing
     * @throws IOException if the directory cannot be written, or this does not run from {@code octet.jar}
     */
    public static void make(Path directory) throws IOException {
        Path jar = KernelSpec.ownJar();
        Files.createDirectories(directory);
        Path part = Files.createTempDirectory(directory, "part");
        try {
            ClassArchive.make(part, jar);
            Path made = part.resolve(ClassArchive.NAME);
            if (Files.exists(made)) {
                Files.move(made, directory.resolve(ClassArchive.NAME), StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            Files.deleteIfExists(part.resolve(ClassArchive.NAME));
            Files.delete(part);
        }
    }

    /** Returns the flags by which a JVM uses it, with {@value #PLACE} for its directory. */
    static List<String> flags(int feature) {
        Path place = Path.of(PLACE);
        return ClassArchive.flags(place, feature).stream()
                .map(flag ->
                        flag.replace(place.toAbsolutePath().toString(), PLACE).replace(File.separatorChar, '/'))
                .toList();
    }
}
