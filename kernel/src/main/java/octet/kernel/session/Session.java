package octet.kernel.session;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import octet.kernel.cell.Cell;
import octet.kernel.cell.CellComms;
import octet.kernel.cell.CellScreen;
import octet.kernel.cell.CellStreams;
import octet.kernel.cell.Sink;
import octet.kernel.jshell.CellFailure;
import octet.kernel.jshell.Engine;
import octet.notebook.ProgressBar;
import octet.notebook.Render;
import octet.notebook.Rich;
import octet.notebook.Screen;
import octet.notebook.Screens;
import octet.notebook.comm.Comms;
import octet.progress.ConsoleProgress;
import octet.progress.Progress;

/**
 * A running notebook: executes cells one after the other, each with its own place for output.
 *
 * <p>It takes over the standard streams and the screen of the JVM, so there is one at a time. All methods but
 * {@link #interrupt} are called by one thread at a time.
 */
public final class Session implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 3000;
    private static final int DEEPEST_LOAD = 16;
    private static final String CALLABLE = "(java.util.concurrent.Callable<Object>) () -> ";

    private final CellStreams streams = CellStreams.install();
    private final Screen screenBefore = Screens.install(new CellScreen());
    private final CompletableFuture<Engine> engine = new CompletableFuture<>();
    private final CompletableFuture<Magics> magics = engine.thenApply(Magics::new);
    private final Interrupts interrupts = new Interrupts();
    private int loading;

    private Session() {
        ProgressBar.install();
        Comms.install(new CellComms());
    }

    /** Starts a session. Returns at once; the first cell waits until the engine is ready. */
    public static Session start() {
        Session session = new Session();
        Thread starter = new Thread(session::startEngine, "octet-start");
        starter.setDaemon(true);
        starter.start();
        return session;
    }

    private void startEngine() {
        try {
            Engine started = Engine.start(Imports.read());
            engine.complete(started);
        } catch (RuntimeException | Error e) {
            engine.completeExceptionally(e);
        }
    }

    /** Returns the JVM's own streams, which cells do not write to. */
    public CellStreams streams() {
        return streams;
    }

    /**
     * Says that a front end is about to be told of something that will run. An interrupt that comes before it has begun
     * stops it all the same.
     */
    public void announce() {
        interrupts.await();
    }

    /** Says that what was announced is over. */
    public void rest() {
        interrupts.rest();
    }

    /**
     * Executes a cell to its end.
     *
     * @param number what a person sees in {@code In [3]}
     * @param sink where its output goes, now and later
     */
    public Outcome execute(String code, int number, Sink sink) {
        Cell cell =
                new Cell(number, new ReadableSink(sink, text -> engine.join().readable(text)));
        interrupts.begin(cell);
        try {
            return run(engine.join(), code, cell);
        } finally {
            interrupts.end();
            cell.flush();
        }
    }

    private Outcome run(Engine ready, String code, Cell cell) {
        try {
            Optional<Object> value = runAll(ready, code, cell);
            return new Outcome.Done(rendered(ready, value, cell));
        } catch (CellFailure failure) {
            return Traceback.of(failure, cell.number());
        } catch (Magics.MagicException failure) {
            return Traceback.of("MagicError", failure.getMessage());
        }
    }

    private Optional<Object> runAll(Engine ready, String code, Cell cell) throws CellFailure, Magics.MagicException {
        Optional<Object> value = Optional.empty();
        for (Magics.Part part : magics.join().split(code)) {
            boolean isBlank =
                    part instanceof Magics.Part.Code java && java.text().isBlank();
            if (!isBlank) {
                ready.check(cell);
                value = run(ready, part, cell);
            }
        }
        return value;
    }

    private Optional<Object> loaded(Engine ready, Magics.Part.Call call, Cell cell)
            throws CellFailure, Magics.MagicException {
        if (loading >= DEEPEST_LOAD) {
            throw new Magics.MagicException("%load " + call.rest() + " loads itself");
        }
        Optional<Object> value = Optional.empty();
        loading++;
        try {
            for (String code : SourceFile.cells(Magics.file(call.rest().strip().replace("\"", "")))) {
                value = runAll(ready, code, cell);
            }
            return value;
        } catch (IOException | InvalidPathException e) {
            throw new Magics.MagicException("%load failed: " + e.getMessage());
        } finally {
            loading--;
        }
    }

    /** An expression is timed with its value given away, so that the compiler cannot leave it out. */
    private Optional<Object> repeated(Engine ready, Magics.Part.Call call, Cell cell) throws CellFailure {
        Optional<Object> code;
        try {
            code = evaluate(ready, CALLABLE + call.rest() + "\n", call.line(), cell);
        } catch (CellFailure.NotCompiled noExpression) {
            code = evaluate(ready, CALLABLE + "{ " + call.rest() + ";\nreturn null; }", call.line(), cell);
        }
        Callable<?> repeat = (Callable<?>) code.orElseThrow();
        String words = ready.render(cell, () -> Timing.of(repeat));
        cell.flush();
        cell.sink().text(Sink.Stream.STDOUT, words + "\n");
        return Optional.empty();
    }

    private Optional<Object> run(Engine ready, Magics.Part part, Cell cell) throws CellFailure, Magics.MagicException {
        if (part instanceof Magics.Part.Code java) {
            return evaluate(ready, java.text(), java.line(), cell);
        }
        Magics.Part.Call call = (Magics.Part.Call) part;
        if (call.name().equals("time")) {
            return timed(ready, call, cell);
        }
        if (call.name().equals("timeit")) {
            return repeated(ready, call, cell);
        }
        if (call.name().equals("load")) {
            return loaded(ready, call, cell);
        }
        String text = magics.join().run(call);
        if (text != null) {
            cell.sink().text(Sink.Stream.STDOUT, text + "\n");
        }
        return Optional.empty();
    }

    private Optional<Object> timed(Engine ready, Magics.Part.Call call, Cell cell) throws CellFailure {
        long start = System.nanoTime();
        try {
            return evaluate(ready, call.rest(), call.line(), cell);
        } finally {
            cell.flush();
            double seconds = (System.nanoTime() - start) / 1e9;
            cell.sink().text(Sink.Stream.STDOUT, String.format(Locale.ROOT, "%.3f s%n", seconds));
        }
    }

    private static Optional<Object> evaluate(Engine ready, String java, int line, Cell cell) throws CellFailure {
        Engine.Evaluation evaluation = ready.evaluate(java, line, cell);
        cell.flush();
        evaluation.notices().forEach(notice -> cell.sink().text(Sink.Stream.STDERR, notice + "\n"));
        return evaluation.value();
    }

    private Optional<Rich> rendered(Engine ready, Optional<Object> value, Cell cell) throws CellFailure {
        // display(x) as a cell's last line returns an id that nobody wants to read.
        if (value.isEmpty() || value.get().equals(cell.latestDisplay())) {
            return Optional.empty();
        }
        Rich rich = ready.render(cell, () -> Render.of(value.get()));
        cell.flush();
        return Optional.of(new ReadableSink(cell.sink(), ready::readable).readable(rich));
    }

    /**
     * Does something that the front end asks for in between, such as giving a message to a cell's code; as if it were a
     * cell, so it can be interrupted, and its failure is told.
     *
     * @param sink where its output goes
     */
    public void perform(Runnable action, Sink sink) {
        Cell cell = new Cell(0, new ReadableSink(sink, text -> engine.join().readable(text)));
        interrupts.begin(cell);
        try {
            engine.join().render(cell, Executors.callable(action));
        } catch (CellFailure failure) {
            String words = String.join("\n", Traceback.of(failure, 0).traceback());
            cell.sink().text(Sink.Stream.STDERR, words + "\n");
        } finally {
            interrupts.end();
            cell.flush();
        }
    }

    /**
     * Evaluates expressions beside a cell, for a front end.
     *
     * @param expressions by a name of the front end's
     * @param number the number of the cell
     * @return their outcomes by the same names
     */
    public Map<String, Outcome> evaluate(Map<String, String> expressions, int number, Sink sink) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        expressions.forEach((name, code) -> outcomes.put(name, execute(code, number, sink)));
        return outcomes;
    }

    /** Stops the running cell, or the one that was announced, if there is one. Called by any thread. */
    public void interrupt() {
        interrupts
                .interrupt()
                .ifPresent(cell -> engine.thenAccept(ready -> {
                    ready.interrupt(cell);
                    CompletableFuture.delayedExecutor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                            .execute(() -> sayWhatGoesOn(ready, cell));
                }));
    }

    /** A library's loop or native code cannot be stopped from outside, and the reader should know what to do. */
    private void sayWhatGoesOn(Engine ready, Cell cell) {
        if (interrupts.runs(cell)) {
            String where = ready.whereabouts(cell)
                    .map(at -> at.getClassName() + "." + at.getMethodName())
                    .orElse("the compiler");
            cell.sink()
                    .text(
                            Sink.Stream.STDERR,
                            "still in " + where
                                    + ", which cannot be stopped from outside: wait, or restart the kernel\n");
        }
    }

    /** Returns what answers an editor's questions about cells; waits until the engine is ready. */
    public Editor editor() {
        return new Editor(engine.join().introspection(), magics.join());
    }

    /** Returns the types of the declared variables by their names. */
    public Map<String, String> variables() {
        return engine.join().variables();
    }

    @Override
    public void close() {
        Screens.install(screenBefore);
        Comms.install(null);
        streams.close();
        Progress.showIn(new ConsoleProgress(System.err));
        engine.thenAccept(Engine::close);
    }
}
