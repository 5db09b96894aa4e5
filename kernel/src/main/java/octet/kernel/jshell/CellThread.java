package octet.kernel.jshell;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import octet.kernel.cell.Cell;

/** The one thread that runs cells, so that what a library ties to a thread lives on from cell to cell. */
final class CellThread {
    private static final int LOOK_EVERY_MILLIS = 20;

    private final ClassLoader loader;
    private ExecutorService executor;
    private volatile Thread thread;
    private volatile Cell running;
    private CompletableFuture<?> outcome;

    CellThread(ClassLoader loader) {
        this.loader = loader;
        executor = newExecutor();
    }

    private ExecutorService newExecutor() {
        return Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "cell");
            made.setDaemon(true);
            made.setContextClassLoader(loader);
            return made;
        });
    }

    /** Runs an action for a cell and waits for its end. Throws what the action throws, also errors. */
    <T> T call(Cell cell, Callable<T> action) throws Throwable {
        if (Thread.currentThread() == thread) {
            return action.call();
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        begin(cell, result);
        executor.execute(() -> run(cell, action, result));
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        } finally {
            begin(null, null);
        }
    }

    private synchronized void begin(Cell cell, CompletableFuture<?> result) {
        running = cell;
        outcome = result;
    }

    private <T> void run(Cell cell, Callable<T> action, CompletableFuture<T> result) {
        thread = Thread.currentThread();
        cell.enter();
        // What is left of an interrupt of the cell before must not hit this one.
        Thread.interrupted();
        try {
            Stop.stopIfMeant();
            result.complete(action.call());
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    /** Returns whether the thread works for a cell now. */
    boolean runs(Cell cell) {
        return running == cell;
    }

    /** Returns the thread, or null before the first cell. */
    Thread thread() {
        return thread;
    }

    /** Returns whether it waits for the system. */
    boolean isInSystem() {
        Thread current = thread;
        return current != null && Blocked.isInSystem(current.getStackTrace());
    }

    /** Wakes the thread from sleeping, waiting and blocking channels. */
    synchronized void wake(Cell cell) {
        Thread current = thread;
        if (current != null && running == cell) {
            current.interrupt();
        }
    }

    /**
     * Ends a cell whose thread waits for the system, which nothing can wake; the next cell gets another thread. When the
     * wait is over after all, the old one finds that it was stopped.
     */
    synchronized void abandon(Cell cell) {
        CompletableFuture<?> given = outcome;
        if (running != cell || given == null) {
            return;
        }
        Thread left = thread;
        executor.shutdown();
        executor = newExecutor();
        Thread guard = new Thread(() -> stopWhenItReturns(left), "octet-left-" + left.getName());
        guard.setDaemon(true);
        guard.start();
        given.completeExceptionally(new Stop.Interrupted());
    }

    private static void stopWhenItReturns(Thread left) {
        while (left.isAlive()) {
            if (!Blocked.isInSystem(left.getStackTrace())) {
                Stop.request();
            }
            try {
                left.join(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
