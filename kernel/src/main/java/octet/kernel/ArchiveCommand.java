package octet.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import octet.kernel.install.CachedArchive;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code octet archive DIR}: what a kernel that pip installed runs beside its first start. */
@Command(name = "archive", hidden = true, description = "Makes the archive of classes; the kernel of pip calls this.")
final class ArchiveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Where the archive goes.")
    private Path directory;

    @Override
    public Integer call() throws IOException {
        CachedArchive.make(directory);
        return 0;
    }
}
