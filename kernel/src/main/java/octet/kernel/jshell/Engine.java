package octet.kernel.jshell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.tools.StandardJavaFileManager;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import octet.kernel.cell.Cell;
import octet.kernel.doc.OwnSources;

/**
 * Evaluates cells in this JVM, one at a time, and keeps what they declare.
 *
 * <p>All methods but {@link #interrupt} are called by one thread at a time.
 */
public final class Engine implements AutoCloseable {
    private final CellLoader loader = new CellLoader();
    private final CellThread thread = new CellThread(loader.classLoader());
    private final CellControl control = new CellControl(loader, thread);
    private final JShell shell;
    private final SnippetPlaces places;
    private final Losses losses;
    private final Failures failures;
    private final PrintedTraces traces;
    private final OwnSources sources = new OwnSources();
    private final CellSplitter splitter;
    private final Optional<ExpressionCompiler> expressions;
    private LazyClassPath files;
    private int expressionCount;

    /**
     * What a cell came to.
     *
     * @param value the value of its last expression; empty where it ends in something else, or in null
     * @param notices what the reader should know, a sentence each
     */
    public record Evaluation(Optional<Object> value, List<String> notices) {}

    private Engine(boolean isDirect) {
        Uncaught.install();
        // JShell falls back on this property whenever its class path changes, so it must not name what cells do not
        // see.
        System.setProperty("java.class.path", new OwnLibraries().classPathWithout());
        shell = JShell.builder()
                .executionEngine(
                        new ExecutionControlProvider() {
                            @Override
                            public String name() {
                                return "octet";
                            }

                            @Override
                            public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
                                return control;
                            }
                        },
                        Map.of())
                .fileManager(this::files)
                // Looking for annotation processors would open every library; and the JVM names local variables in its
                // messages where it knows them.
                .compilerOptions("-proc:none", "-g")
                .build();
        places = new SnippetPlaces(new SnippetLines(shell));
        losses = new Losses(shell);
        failures = new Failures(shell, control, places, losses);
        traces = new PrintedTraces(places);
        splitter = new CellSplitter(CompletionIndex.later(shell, files));
        expressions = isDirect ? ExpressionCompiler.of(shell) : Optional.empty();
    }

    private StandardJavaFileManager files(StandardJavaFileManager all) {
        files = new LazyClassPath(all);
        return files;
    }

    /**
     * Starts an engine.
     *
     * @param imports import declarations; one whose class is not there is passed over
     */
    public static Engine start(List<String> imports) {
        return start(imports, true);
    }

    /** As above, with the choice of leaving expressions to JShell too. */
    static Engine start(List<String> imports, boolean isDirect) {
        Engine engine = new Engine(isDirect);
        // JShell takes imports on one line for one snippet, which is compiled once.
        if (!engine.isImported(String.join(" ", imports))) {
            imports.forEach(engine::isImported);
        }
        return engine;
    }

    private boolean isImported(String imports) {
        boolean isValid = true;
        for (SnippetEvent event : shell.eval(imports)) {
            if (event.status() != Snippet.Status.VALID) {
                isValid = false;
                shell.drop(event.snippet());
            }
        }
        return isValid;
    }

    /**
     * Evaluates a cell's code, up to the first snippet that fails.
     *
     * @param code Java, as JShell takes it
     * @param firstLine the line of the cell in which the code starts, from 1
     */
    public Evaluation evaluate(String code, int firstLine, Cell cell) throws CellFailure {
        var whole = compiled(code.strip(), firstLine, cell, ExpressionCompiler.isPlain(code));
        if (whole.isPresent()) {
            control.begin(cell);
            Optional<Object> value = run(whole.get(), cell);
            check(cell);
            return new Evaluation(value, List.of());
        }
        List<CellSplitter.Piece> pieces = splitter.split(code);
        for (CellSplitter.Piece piece : pieces) {
            if (piece.completeness() == Completeness.DEFINITELY_INCOMPLETE) {
                throw Failures.incomplete(piece, firstLine);
            }
        }
        control.begin(cell);
        Set<String> notices = new LinkedHashSet<>();
        List<Snippet> declared = new ArrayList<>();
        Optional<Object> value = Optional.empty();
        for (CellSplitter.Piece piece : pieces) {
            check(cell);
            int line = firstLine + piece.line() - 1;
            var expression = compiled(piece.source(), line, cell, true);
            if (expression.isPresent()) {
                value = run(expression.get(), cell);
                continue;
            }
            value = Optional.empty();
            places.begin(piece.source(), cell.number(), line);
            for (SnippetEvent event : shell.eval(piece.source())) {
                if (event.causeSnippet() == null) {
                    places.put(event.snippet(), cell.number(), line);
                    declared.add(event.snippet());
                    failures.check(event, line, cell);
                    value = valueOf(event);
                } else {
                    losses.notice(event).ifPresent(notices::add);
                }
            }
            loader.takeLost().forEach(name -> notices.add(Losses.lost(name)));
            notices.addAll(loader.takeRestarted());
        }
        check(cell);
        declared.forEach(snippet -> losses.unusable(snippet).ifPresent(notices::add));
        return new Evaluation(value, List.copyOf(notices));
    }

    private Optional<ExpressionCompiler.Compiled> compiled(String source, int line, Cell cell, boolean mayBeOne) {
        if (!mayBeOne || expressions.isEmpty()) {
            return Optional.empty();
        }
        var compiled = expressions.get().compile(source, "expression" + ++expressionCount);
        compiled.ifPresent(expression -> places.put(expression, source, cell.number(), line));
        return compiled;
    }

    private Optional<Object> run(ExpressionCompiler.Compiled expression, Cell cell) throws CellFailure {
        try {
            control.load(expression.classes());
            return Optional.ofNullable(
                    control.result(control.invoke(expression.className(), ExpressionCompiler.METHOD)));
        } catch (ExecutionControl.RunException e) {
            throw failures.thrown(expressions.orElseThrow().translated(e), cell);
        } catch (ExecutionControl.ExecutionControlException e) {
            throw new IllegalStateException("a compiled expression does not load", e);
        }
    }

    /** Goes no further in a cell that was told to stop. */
    public void check(Cell cell) throws CellFailure {
        if (cell.isStopped()) {
            throw new CellFailure.Interrupted();
        }
    }

    /** Does on the cell thread what belongs to a cell but is no code of it, so that it can be interrupted as well. */
    public <T> T render(Cell cell, Callable<T> action) throws CellFailure {
        try {
            return thread.call(cell, action);
        } catch (Throwable e) {
            throw cell.isStopped() ? new CellFailure.Interrupted() : new CellFailure.Thrown(places.chain(e), e);
        }
    }

    /** Stops a cell: its sleeping and waiting now, its loops at their next turn. Called by any thread, and returns at once. */
    public void interrupt(Cell cell) {
        cell.stop();
        Stop.request();
        new Pursuit(cell, thread, places).start();
    }

    /** Returns the method in which a cell is now; empty where none of its code runs. Called by any thread. */
    public Optional<StackTraceElement> whereabouts(Cell cell) {
        Thread current = thread.thread();
        return current == null || !thread.runs(cell)
                ? Optional.empty()
                : Arrays.stream(current.getStackTrace()).findFirst();
    }

    /** Returns what a cell prints with the stack traces in it as the reader understands them. Called by any thread. */
    public String readable(String printed) {
        return traces.readable(printed);
    }

    /** Adds a jar or a folder of classes to what cells see. */
    public void addToClassPath(Path entry) {
        shell.addToClasspath(entry.toAbsolutePath().toString());
    }

    /** Returns the class loader of the cells. */
    public ClassLoader classLoader() {
        return loader.classLoader();
    }

    /** Returns the types of the declared variables by their names. */
    public Map<String, String> variables() {
        Map<String, String> types = new LinkedHashMap<>();
        shell.variables()
                .filter(v -> v.subKind() != Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND)
                .forEach(v -> types.put(v.name(), v.typeName()));
        return types;
    }

    /** Returns what answers an editor's questions about code. */
    public Introspection introspection() {
        return new Introspection(shell, splitter, sources);
    }

    @Override
    public void close() {
        shell.close();
    }

    private Optional<Object> valueOf(SnippetEvent event) {
        Snippet snippet = event.snippet();
        boolean isValue = switch (snippet.subKind()) {
            case TEMP_VAR_EXPRESSION_SUBKIND, VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND -> true;
            default -> false;
        };
        return isValue && event.value() != null ? Optional.ofNullable(control.result(event.value())) : Optional.empty();
    }
}
