package octet.kernel;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import octet.notebook.Visible;
import octet.problem.OctetException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command line: {@code java -jar octet.jar run notebook.ipynb}.
 *
 * <p>A new command is a class of this package with {@link Command} that is a {@code Callable<Integer>}, and its name in
 * the list here. What it throws is printed without a stack trace if it is an {@link OctetException}, an
 * {@link IOException} or an {@link IllegalArgumentException}, whose messages are written for people.
 */
@Command(
        name = "octet",
        description = "8-bit quantization for the JVM: notebooks, models and the Jupyter kernel.",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        versionProvider = Main.Version.class,
        subcommands = {
            QuantizeCommand.class,
            ValidateCommand.class,
            ConvertCommand.class,
            RunCommand.class,
            InstallCommand.class,
            KernelCommand.class,
            RehearseCommand.class,
            ArchiveCommand.class
        })
public final class Main implements Runnable {
    private static final Pattern CODE = Pattern.compile("\\w\\(");

    @Spec
    private CommandSpec spec;

    Main() {}

    /** Runs a command and ends the JVM with its exit code: 0, 1 where it failed, 2 where it was not understood. */
    public static void main(String[] arguments) throws InterruptedException {
        // A container without a locale would print a question mark for every sign beyond ASCII.
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        int code = isKernel(arguments) ? KernelCommand.run(Path.of(arguments[1])) : execute(arguments);
        System.out.flush();
        System.exit(code);
    }

    /** Jupyter waits for its kernels, and to set up the parser of all commands takes a third of a kernel's start. */
    private static boolean isKernel(String[] arguments) {
        return arguments.length == 2 && arguments[0].equals("kernel") && !arguments[1].startsWith("-");
    }

    static int execute(String... arguments) {
        return new CommandLine(new Main())
                .setOut(new PrintWriter(System.out, true))
                .setErr(new PrintWriter(System.err, true))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, line, parsed) -> explain(e, line.getErr()))
                .execute(arguments);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int explain(Exception e, PrintWriter err) throws Exception {
        String words = words(e);
        if (words == null) {
            throw e;
        }
        err.println("octet: " + words);
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Returns what to tell a person; null for a fault of Octet's own. */
    static String words(Exception e) {
        if (e instanceof NoSuchFileException missing) {
            return "there is no file " + missing.getFile();
        }
        if (e instanceof FileSystemException file) {
            String reason = file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
            return file.getFile() + ": " + reason;
        }
        return e instanceof IOException || e instanceof IllegalArgumentException || e instanceof OctetException
                ? Visible.lines(withoutCode(String.valueOf(e.getMessage())))
                : null;
    }

    /** Leaves out advice that is Java code: it is for notebooks, and nobody can write it here. */
    private static String withoutCode(String message) {
        int advice = message.lastIndexOf(" To do: ");
        return advice >= 0 && CODE.matcher(message.substring(advice)).find() ? message.substring(0, advice) : message;
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {
                "Octet " + (version == null ? "development" : version),
                "Java " + System.getProperty("java.version") + " in " + System.getProperty("java.home")
            };
        }
    }
}
