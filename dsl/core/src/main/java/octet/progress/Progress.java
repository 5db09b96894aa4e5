package octet.progress;

import java.util.concurrent.atomic.AtomicLong;

/**
 * One long run, step by step. Silent for its first second; then shown about ten times a second.
 *
 * <pre>{@code
 * try (var progress = Progress.of("Calibrating", "samples", 300)) {
 *     for (...) { ...; progress.step(); }
 * }
 * }</pre>
 *
 * <p>Steps may be reported from several threads.
 */
public final class Progress implements AutoCloseable {

    private static final long PATIENCE = 1_000_000_000L;
    private static final long INTERVAL = 100_000_000L;
    private static final AtomicLong RUNS = new AtomicLong();
    private static volatile ProgressView view = new ConsoleProgress(System.err);

    private final long run = RUNS.incrementAndGet();
    private final long started = System.nanoTime();
    private final String stage;
    private final String unit;
    private final long total;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong due = new AtomicLong(started + PATIENCE);
    private boolean shown;
    private boolean closed;

    private Progress(String stage, String unit, long total) {
        this.stage = stage;
        this.unit = unit;
        this.total = total;
    }

    /** Starts a run of {@code total} steps; -1 when the number is not known. */
    public static Progress of(String stage, String unit, long total) {
        return new Progress(stage, unit, total);
    }

    /** Shows all runs of this process in {@code newView} from now on; the default is a line on standard error. */
    public static void showIn(ProgressView newView) {
        view = newView;
    }

    /** Reports that one more step is done. */
    public void step() {
        done.incrementAndGet();
        long now = System.nanoTime();
        long next = due.get();
        if (now - next >= 0 && due.compareAndSet(next, now + INTERVAL)) {
            show();
        }
    }

    /** Steps that are still running when the run is closed must not be shown behind its last state. */
    private synchronized void show() {
        if (!closed) {
            shown = true;
            view.show(state(false));
        }
    }

    /** Shows a line; names in it may come from a file, so control characters are left out. */
    public void say(String line) {
        view.say(stage + ": " + line.replaceAll("\\p{C}", "?"));
    }

    /** Steps done so far. */
    public long done() {
        return done.get();
    }

    @Override
    public synchronized void close() {
        if (shown && !closed) {
            view.show(state(true));
        }
        closed = true;
    }

    private ProgressView.State state(boolean finished) {
        return new ProgressView.State(
                run, stage, unit, done.get(), total, (System.nanoTime() - started) / 1e9, finished);
    }
}
