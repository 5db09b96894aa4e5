package octet.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import octet.kernel.install.Jdk;
import octet.kernel.install.KernelSpec;
import octet.kernel.install.PythonPrefix;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code octet install}: makes Jupyter know the kernel. */
@Command(name = "install", description = "Installs the kernel \"Java (Octet)\" for Jupyter.")
final class InstallCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ArgGroup
    private Place place = new Place();

    private static final class Place {
        @Option(names = "--user", description = "For your user only; the default.")
        private boolean user;

        @Option(
                names = "--prefix",
                paramLabel = "DIR",
                description = "Into DIR/share/jupyter/kernels, such as a virtual environment's directory.")
        private Path prefix;

        @Option(
                names = "--sys-prefix",
                description = "Into the Python environment whose python is first on the PATH, such as an active one.")
        private boolean sysPrefix;
    }

    @Override
    public Integer call() throws IOException {
        Jdk.require();
        Path kernels = kernels();
        Path spec = KernelSpec.install(kernels);
        var out = this.spec.commandLine().getOut();
        out.println("Installed the kernel \"" + KernelSpec.DISPLAY_NAME + "\" in " + spec);
        out.println("It runs on Java " + System.getProperty("java.version") + " in " + System.getProperty("java.home"));
        out.println("Next: jupyter lab, then choose " + KernelSpec.DISPLAY_NAME);
        out.flush();
        return 0;
    }

    private Path kernels() throws IOException {
        if (place.sysPrefix) {
            return KernelSpec.prefixKernels(PythonPrefix.find());
        }
        return place.prefix == null ? KernelSpec.userKernels() : KernelSpec.prefixKernels(place.prefix);
    }
}
