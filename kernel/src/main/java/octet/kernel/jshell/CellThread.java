package octet.kernel.jshell;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import octet.kernel.cell.Cell;

/** The one thread that runs cells, so that what a library ties to a thread lives on from cell to cell. */
final class CellThread {
    private final ExecutorService executor;
    private volatile Thread thread;
    private volatile Cell running;

    CellThread(ClassLoader loader) {
        executor = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "cell");
            made.setDaemon(true);
            made.setContextClassLoader(loader);
            thread = made;
            return made;
        });
    }

    /** Runs an action for a cell and waits for its end. Throws what the action throws, also errors. */
    <T> T call(Cell cell, Callable<T> action) throws Throwable {
        if (Thread.currentThread() == thread) {
            return action.call();
        }
        try {
            return executor.submit(() -> {
                        cell.enter();
                        running = cell;
                        try {
                            Stop.check();
                            return action.call();
                        } finally {
                            running = null;
                            // What is left of an interrupt must not hit the next cell.
                            Thread.interrupted();
                        }
                    })
                    .get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    /** Wakes the thread from sleeping, waiting and blocking channels. */
    void wake(Cell cell) {
        Thread current = thread;
        if (current != null && running == cell) {
            current.interrupt();
        }
    }

    /** Returns the method in which the thread is now, or null where it runs nothing. */
    StackTraceElement whereabouts() {
        Thread current = thread;
        if (current == null || running == null) {
            return null;
        }
        StackTraceElement[] stack = current.getStackTrace();
        return stack.length == 0 ? null : stack[0];
    }
}
