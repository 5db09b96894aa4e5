package octet.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import octet.problem.CancelledException;

/** Runs tasks at the same time, on half as many threads as the machine has processors. */
final class Together {

    /** How many tasks run at the same time. */
    static final int WORKERS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private Together() {}

    /**
     * The results in the order of the tasks.
     *
     * @throws CancelledException when the calling thread is interrupted; tasks that run are waited for
     */
    static <T> List<T> run(String what, List<Callable<T>> tasks) {
        ExecutorService workers = Executors.newFixedThreadPool(Math.min(WORKERS, Math.max(1, tasks.size())), work -> {
            Thread thread = new Thread(work, "octet-candidates");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<T>> futures = new ArrayList<>();
            tasks.forEach(task -> futures.add(workers.submit(task)));
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            throw new CancelledException(what, 0, -1);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            workers.shutdownNow();
            end(workers);
        }
    }

    /** A session must not be closed while a thread is inside it. */
    private static void end(ExecutorService workers) {
        boolean interrupted = false;
        while (!workers.isTerminated()) {
            try {
                workers.awaitTermination(1, TimeUnit.HOURS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
