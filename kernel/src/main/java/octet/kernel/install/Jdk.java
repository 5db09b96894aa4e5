package octet.kernel.install;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The Java that runs this. */
public final class Jdk {
    /** The first version that warns of a library's use of Unsafe. */
    static final int UNSAFE_WARNS = 23;

    /**
     * Flags for a kernel on Linux: cells come before the compilation of what they run, which makes a new kernel's first
     * cells a tenth quicker where cores are few. To anybody but root the JVM would say that it cannot raise priorities,
     * which nobody asks for.
     */
    static final List<String> LINUX_KERNEL_FLAGS = List.of(
            "-XX:ThreadPriorityPolicy=1",
            "-XX:CompilerThreadPriority=10",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-PrintWarnings");

    private Jdk() {}

    /**
     * Checks that it can compile cells.
     *
     * @throws IOException if it is a runtime without compiler and JShell; says what to do
     */
    public static void require() throws IOException {
        for (String module : List.of("jdk.compiler", "jdk.jshell")) {
            if (ModuleLayer.boot().findModule(module).isEmpty()) {
                throw new IOException("the Java in " + System.getProperty("java.home")
                        + " is a runtime (JRE) without " + module
                        + "; cells are compiled, which needs a whole JDK of version 17 or later: install one"
                        + " (for example from https://adoptium.net) and start Octet with its java");
            }
        }
    }

    /** Returns the executable. */
    public static Path java() {
        Path bin = Path.of(System.getProperty("java.home"), "bin");
        Path windows = bin.resolve("java.exe");
        return Files.exists(windows) ? windows : bin.resolve("java");
    }

    /** Returns the flags for a JVM that runs cells: quick to start, without windows, and without warnings. */
    public static List<String> flags() {
        return flags(Runtime.version().feature());
    }

    /** Returns the flags for a kernel, which is one of many that wait: its heap starts small. */
    static List<String> kernelFlags(int feature) {
        List<String> flags = new ArrayList<>(flags(feature));
        flags.addAll(List.of("-Xms96m", "-XX:NewSize=64m"));
        return flags;
    }

    private static List<String> flags(int feature) {
        List<String> flags = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-XX:+UseCountedLoopSafepoints",
                "-XX:LoopStripMiningIter=1000",
                "-Dfile.encoding=UTF-8",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED"));
        if (feature >= UNSAFE_WARNS) {
            flags.add("--sun-misc-unsafe-memory-access=allow");
        }
        return flags;
    }

    /** Returns the class path of this JVM with absolute entries, so that it holds in any directory. */
    public static String absoluteClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
