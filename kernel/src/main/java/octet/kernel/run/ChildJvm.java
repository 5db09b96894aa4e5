package octet.kernel.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import octet.kernel.install.Jdk;

/**
 * Runs this program again in another directory and with the flags of a JVM for cells. A JVM cannot change its own
 * directory, and a notebook's relative paths start where the notebook lies, as in Jupyter.
 */
public final class ChildJvm {
    private static final String MARK = "octet.child";

    private ChildJvm() {}

    /** Returns whether this JVM is the one that was made for the cells. */
    public static boolean isThisOne() {
        return Boolean.getBoolean(MARK);
    }

    /**
     * Runs a main class and waits for its end; it shares this process's streams.
     *
     * @return its exit code
     */
    public static int run(Path directory, Class<?> main, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Jdk.java().toString());
        command.addAll(Jdk.flags());
        // What the user has set for this JVM, such as -Xmx, is meant for the cells.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("-X") || flag.startsWith("-D"))
                .forEach(command::add);
        // What the manifest of octet.jar says, which a class path does not.
        command.add("--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED");
        command.addAll(List.of("-D" + MARK + "=true", "-cp", Jdk.absoluteClassPath(), main.getName()));
        command.addAll(arguments);
        Process child = new ProcessBuilder(command)
                .directory(directory.toFile())
                .inheritIO()
                .start();
        Thread end = new Thread(child::destroy, "octet-end-child");
        Runtime.getRuntime().addShutdownHook(end);
        int code = child.waitFor();
        Runtime.getRuntime().removeShutdownHook(end);
        return code;
    }
}
