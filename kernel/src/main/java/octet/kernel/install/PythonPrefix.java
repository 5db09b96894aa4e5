package octet.kernel.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Where the Python at hand keeps its files: what Python calls {@code sys.prefix}. */
public final class PythonPrefix {
    private static final List<String> NAMES = List.of("python3", "python");

    private PythonPrefix() {}

    /**
     * Asks the first Python of the PATH.
     *
     * @throws IOException if there is none; says what to do
     */
    public static Path find() throws IOException {
        for (String name : NAMES) {
            try {
                Process python = new ProcessBuilder(name, "-I", "-c", "import sys; print(sys.prefix)")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                String prefix = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
                if (!prefix.isEmpty()) {
                    return Path.of(prefix);
                }
            } catch (IOException notThere) {
                // The next name may be.
            }
        }
        throw new IOException("--sys-prefix needs a Python, but there is neither "
                + String.join(" nor ", NAMES)
                + " on the PATH: activate the environment, or name its directory with --prefix DIR");
    }
}
