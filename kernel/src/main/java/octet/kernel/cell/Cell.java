package octet.kernel.cell;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.Supplier;

/**
 * One run of one cell. Threads that it starts belong to it for all of their life, whatever runs later.
 *
 * <p>Thread-safe.
 */
public final class Cell {
    private static final InheritableThreadLocal<Cell> OWNER = new InheritableThreadLocal<>();
    private static volatile Cell latest;

    private final int number;
    private final Sink sink;
    private final OutputBatch output;
    private volatile boolean stopped;
    private volatile Supplier<? extends Error> end;
    private volatile String latestDisplay;

    /**
     * Makes a cell that has not started.
     *
     * @param number the number that a person sees in {@code In [3]}
     */
    public Cell(int number, Sink sink) {
        this.number = number;
        this.sink = sink;
        this.output = new OutputBatch(sink);
    }

    /**
     * Returns the cell that the calling thread works for: the one that started it, else the latest one; null before the
     * first.
     */
    public static Cell ofThisThread() {
        // Workers of the common pool outlive the cell that happened to start them and work for whoever is running.
        boolean shared = Thread.currentThread() instanceof ForkJoinWorkerThread worker
                && worker.getPool() == ForkJoinPool.commonPool();
        Cell owner = shared ? null : OWNER.get();
        return owner == null ? latest : owner;
    }

    /** Makes the calling thread work for this cell, as will the threads that it starts. */
    public void enter() {
        OWNER.set(this);
        latest = this;
    }

    /** Returns the number that a person sees in {@code In [3]}. */
    public int number() {
        return number;
    }

    /** Returns where its output goes. */
    public Sink sink() {
        return sink;
    }

    /** Asks its threads to stop at their next check. */
    public void stop() {
        stopped = true;
    }

    /** Returns whether it was asked to stop. */
    public boolean isStopped() {
        return stopped;
    }

    /** Lets the cell print and show nothing more: whoever tries gets this error. */
    public void cutOff(Supplier<? extends Error> error) {
        end = error;
    }

    /** Returns whether no other cell has begun since. */
    public boolean isLatest() {
        return latest == this;
    }

    void checkThatItMayGoOn() {
        Supplier<? extends Error> error = end;
        if (error != null) {
            throw error.get();
        }
    }

    /** Hands over what was printed so far. */
    public void flush() {
        output.flush();
    }

    /** Returns the id of what it displayed last, or null. */
    public String latestDisplay() {
        return latestDisplay;
    }

    void displayed(String id) {
        latestDisplay = id;
    }

    OutputBatch output() {
        return output;
    }
}
