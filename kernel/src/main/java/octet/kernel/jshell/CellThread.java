package octet.kernel.jshell;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import octet.kernel.cell.Cell;

/** The one thread that runs cells, so that what a library ties to a thread lives on from cell to cell. */
final class CellThread {
    private static final int LOOK_EVERY_MILLIS = 20;

    /** A cell that runs for so long may have to be stopped. */
    private static final int LONG_MILLIS = 300;

    private final ClassLoader loader;
    private ExecutorService executor;
    private volatile Thread thread;
    private volatile Cell running;
    private CompletableFuture<?> outcome;
    private volatile Thread stoppable;

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
            return ended(result);
        } catch (ExecutionException e) {
            throw e.getCause();
        } finally {
            begin(null, null);
        }
    }

    private static <T> T ended(CompletableFuture<T> result) throws ExecutionException, InterruptedException {
        try {
            return result.get(LONG_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillRunning) {
            Thread preparation = new Thread(ThreadStop::prepare, "octet-stop");
            preparation.setDaemon(true);
            preparation.start();
            return result.get();
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
        T value = null;
        Throwable thrown = null;
        try {
            Stop.stopIfMeant();
            stoppable = thread;
            value = action.call();
        } catch (Throwable e) {
            thrown = e;
        }
        leave();
        if (thrown == null) {
            result.complete(value);
        } else {
            result.completeExceptionally(thrown);
        }
    }

    /** Lets no error in any more; one that is on its way arrives here. */
    private void leave() {
        while (stoppable == Thread.currentThread()) {
            try {
                settle();
            } catch (Stop.Interrupted late) {
                // The cell has ended already.
                continue;
            }
        }
    }

    private synchronized void settle() {
        if (stoppable == Thread.currentThread()) {
            // Calls into the JVM, which delivers what waits; it may do so only here.
            Thread.yield();
            stoppable = null;
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

    /** Returns whether this is that thread. */
    boolean is(Thread other) {
        return other == thread;
    }

    /** Wakes the thread from sleeping, waiting and blocking channels. */
    synchronized void wake(Cell cell) {
        Thread current = thread;
        if (current != null && running == cell) {
            current.interrupt();
        }
    }

    /** Ends a cell that goes on although it was woken. Does nothing where that is impossible now. */
    synchronized void stopOrAbandon(Cell cell) {
        Thread current = thread;
        if (current == null || running != cell) {
            return;
        }
        Doing doing = Doing.of(current);
        if (doing == Doing.BLOCKED) {
            abandon();
        } else if (doing == Doing.COMPUTING && stoppable == current) {
            ThreadStop.stop(current, new Stop.Interrupted());
        }
    }

    /**
     * Leaves the thread where it waits, which nothing can end; the next cell gets another thread. When the wait is over
     * after all, the old one finds that it was stopped.
     */
    private void abandon() {
        Thread left = thread;
        executor.shutdown();
        executor = newExecutor();
        Thread guard = new Thread(() -> stopWhenItReturns(left), "octet-left-" + left.getName());
        guard.setDaemon(true);
        guard.start();
        outcome.completeExceptionally(new Stop.Interrupted());
    }

    private static void stopWhenItReturns(Thread left) {
        while (left.isAlive()) {
            Doing doing = Doing.of(left);
            if (doing != Doing.BLOCKED) {
                Stop.request();
            }
            if (doing == Doing.COMPUTING) {
                ThreadStop.stop(left, new Stop.Interrupted());
            }
            try {
                left.join(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
