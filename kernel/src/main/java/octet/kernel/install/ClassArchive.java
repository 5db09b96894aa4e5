package octet.kernel.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An archive of the classes that a kernel loads at its start (AppCDS), parsed and verified beforehand. It belongs to one
 * JDK and the jars as they lie there, so it is made where they are installed; a JVM to which it does not belong starts
 * without it.
 */
final class ClassArchive {
    static final String NAME = "octet.jsa";

    private static final int PATIENCE_SECONDS = 120;

    private ClassArchive() {}

    /** Returns the flags by which a JVM uses the archive of a directory, and says nothing where it cannot. */
    static List<String> flags(Path directory) {
        return List.of("-XX:SharedArchiveFile=" + directory.resolve(NAME).toAbsolutePath(), "-Xlog:disable");
    }

    /** Makes the archive. A kernel is only slower without it, so a failure is none of the installation's. */
    static void make(Path directory, Path jar) throws IOException {
        Path archive = directory.resolve(NAME);
        Files.deleteIfExists(archive);
        List<String> command = new ArrayList<>();
        command.add(Jdk.java().toString());
        command.addAll(Jdk.flags());
        command.addAll(List.of(
                "-XX:ArchiveClassesAtExit=" + archive.toAbsolutePath(),
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
