package octet.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import octet.kernel.install.Jdk;
import octet.kernel.protocol.Kernel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code octet kernel CONNECTION_FILE}: what Jupyter starts. */
@Command(name = "kernel", description = "Serves a Jupyter front end; Jupyter itself calls this.")
final class KernelCommand implements Callable<Integer> {
    private static final int PATIENCE_MILLIS = 300;

    @Parameters(paramLabel = "CONNECTION_FILE", description = "The file that Jupyter writes for its kernels.")
    private Path connectionFile;

    @Override
    public Integer call() throws IOException, InterruptedException {
        serve(connectionFile);
        return 0;
    }

    /** Serves a front end without the parser of the command line; returns the exit code. */
    static int run(Path connectionFile) throws InterruptedException {
        try {
            serve(connectionFile);
            return 0;
        } catch (IOException e) {
            System.err.println("octet: " + Main.words(e));
            return 1;
        }
    }

    private static void serve(Path connectionFile) throws IOException, InterruptedException {
        Jdk.require();
        endWithParent();
        Kernel.serve(connectionFile);
        // A hook or a thread of a cell must not keep a kernel alive that its front end believes dead.
        Thread last = new Thread(
                () -> {
                    sleep();
                    Runtime.getRuntime().halt(0);
                },
                "octet-halt");
        last.setDaemon(true);
        last.start();
    }

    /** A kernel whose Jupyter was killed would run on for ever. */
    private static void endWithParent() {
        String parent = System.getenv("JPY_PARENT_PID");
        if (parent != null && parent.matches("\\d{2,18}")) {
            ProcessHandle.of(Long.parseLong(parent))
                    .ifPresent(process ->
                            process.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
