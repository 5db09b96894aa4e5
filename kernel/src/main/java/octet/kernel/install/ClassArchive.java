package octet.kernel.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An archive of the classes that a kernel loads at its start, parsed and verified beforehand (AppCDS); from JDK 25 on also
 * linked, and with profiles of their methods (AOT cache, JEP 514 and 515). It belongs to one JDK and the jars as they lie
 * there, so it is made where they are installed; a JVM to which it does not belong starts without it.
 */
final class ClassArchive {
    static final String NAME = "octet.jsa";

    /** The first version that has an AOT cache. */
    static final int HAS_AOT_CACHE = 25;

    private static final int PATIENCE_SECONDS = 120;

    private ClassArchive() {}

    /** Returns the flags by which a JVM uses the archive of a directory, and says nothing where it cannot. */
    static List<String> flags(Path directory, int feature) {
        String option = feature >= HAS_AOT_CACHE ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=";
        return List.of(option + directory.resolve(NAME).toAbsolutePath(), "-Xlog:disable");
    }

    /** Makes the archive. A kernel is only slower without it, so a failure is none of the installation's. */
    static void make(Path directory, Path jar) throws IOException {
        Path archive = directory.resolve(NAME);
        Files.deleteIfExists(archive);
        List<String> command = new ArrayList<>();
        command.add(Jdk.java().toString());
        int feature = Runtime.version().feature();
        command.addAll(Jdk.kernelFlags(feature));
        String option = feature >= HAS_AOT_CACHE ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=";
        command.addAll(List.of(
                option + archive.toAbsolutePath(),
                "-Xlog:disable",
                "-jar",
                jar.toAbsolutePath().toString(),
                "rehearse"));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
