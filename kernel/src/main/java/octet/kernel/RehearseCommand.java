package octet.kernel;

import java.io.IOException;
import java.util.concurrent.Callable;
import octet.kernel.protocol.Rehearsal;
import picocli.CommandLine.Command;

/** {@code octet rehearse}: what {@code install} runs once, in a JVM that notes the classes that it loads. */
@Command(name = "rehearse", hidden = true, description = "Plays a short notebook; install itself calls this.")
final class RehearseCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException, InterruptedException {
        Rehearsal.run();
        return 0;
    }
}
