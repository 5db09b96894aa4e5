package octet.kernel;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import octet.format.AtomicFile;
import octet.kernel.install.Jdk;
import octet.kernel.run.ChildJvm;
import octet.kernel.run.Runner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code octet run}: executes a notebook without Jupyter. */
@Command(
        name = "run",
        description = "Executes a notebook without Jupyter; its relative paths start where it lies.",
        footer = "Ends with 1 at the first cell that fails; what was written until then is kept.")
final class RunCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "NOTEBOOK",
            description = "The notebook, a file that ends in .ipynb; or a script of cells, one in .jshell.")
    private Path notebook;

    @Option(names = "--output", paramLabel = "OUT.ipynb", description = "Where to write the executed notebook.")
    private Path output;

    @Option(names = "--html", paramLabel = "OUT.html", description = "Where to write a page that stands alone.")
    private Path html;

    @Option(
            names = "-p",
            paramLabel = "name=value",
            description = "Sets a parameter, a variable of the cell that is tagged \"parameters\".")
    private List<String> parameters = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Jdk.require();
        if (!Files.exists(notebook)) {
            throw new NoSuchFileException(notebook.toString());
        }
        for (Path file : Arrays.asList(output, html)) {
            if (file != null) {
                AtomicFile.check(file);
            }
        }
        refuseSameFile(notebook, html);
        refuseSameFile(output, html);
        Path folder = notebook.toRealPath().getParent();
        if (!ChildJvm.isThisOne()) {
            return ChildJvm.run(folder, Main.class, arguments());
        }
        Runner.Request request =
                new Runner.Request(notebook, Optional.ofNullable(output), Optional.ofNullable(html), values());
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        AtomicBoolean finished = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> failUnless(finished)));
        try {
            return Runner.run(request, out, System.err, Ansi.AUTO.enabled()) ? 0 : 1;
        } finally {
            finished.set(true);
        }
    }

    /** A cell that ends the JVM has not run the notebook to its end, whatever code it gave. */
    private static void failUnless(AtomicBoolean finished) {
        if (!finished.get()) {
            System.err.println("octet: a cell ended the JVM; what was written until then is kept");
            System.err.flush();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void refuseSameFile(Path one, Path html) {
        if (one != null
                && html != null
                && one.toAbsolutePath().normalize().equals(html.toAbsolutePath().normalize())) {
            throw new IllegalArgumentException("--html would overwrite " + one + "; expected a file of its own");
        }
    }

    /** Returns these arguments with absolute paths. */
    private List<String> arguments() throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("run", notebook.toRealPath().toString()));
        if (output != null) {
            arguments.addAll(List.of("--output", output.toAbsolutePath().toString()));
        }
        if (html != null) {
            arguments.addAll(List.of("--html", html.toAbsolutePath().toString()));
        }
        parameters.forEach(parameter -> arguments.addAll(List.of("-p", parameter)));
        return arguments;
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String parameter : parameters) {
            int sign = parameter.indexOf('=');
            if (sign < 1) {
                throw new IllegalArgumentException("\"" + parameter + "\" sets no parameter: expected name=value");
            }
            values.put(parameter.substring(0, sign), parameter.substring(sign + 1));
        }
        return values;
    }
}
