package octet.engine;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import octet.data.Binding;
import octet.data.Dataset;
import octet.data.Sample;
import octet.data.Tensor;
import octet.problem.BadDataException;
import octet.problem.CancelledException;
import octet.problem.OctetException;
import octet.progress.Progress;

/**
 * Runs something on every sample of a dataset, on half as many threads as the machine has processors. Samples are read
 * one after another on the calling thread, and only a few at a time are held.
 */
final class SampleRun {

    private final String stage;
    private final Dataset data;
    private final Binding binding;

    SampleRun(String stage, Dataset data, Binding binding) {
        this.stage = stage;
        this.data = data;
        this.binding = binding;
    }

    /** Called for each sample, from several threads. */
    interface Task {
        void run(int index, Sample sample, Map<String, Tensor> inputs);
    }

    /**
     * Runs the task on each sample.
     *
     * @return the number of samples
     * @throws BadDataException when a sample does not fit, or there is none
     * @throws CancelledException when the calling thread is interrupted
     */
    int forEach(Task task) {
        // Two threads on one core of two hardware threads gain a fifth and cost half as much again.
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        ExecutorService workers = Executors.newFixedThreadPool(threads, SampleRun::daemon);
        var failure = new AtomicReference<Throwable>();
        var room = new Semaphore(2 * threads);
        try (var progress = Progress.of(stage, "samples", total());
                var samples = data.open()) {
            int index = 0;
            var iterator = samples.iterator();
            for (; failure.get() == null && hasNext(iterator, index); index++) {
                CancelledException.throwIfInterrupted(stage, progress.done(), total());
                Sample sample = iterator.next();
                Map<String, Tensor> inputs = binding.bind(sample, index);
                if (index == 0 && !binding.conversions(sample).isEmpty()) {
                    progress.say("converted " + String.join(", ", binding.conversions(sample)));
                }
                int number = index;
                acquire(room, 1, progress);
                workers.execute(() -> {
                    try {
                        task.run(number, sample, inputs);
                        progress.step();
                    } catch (Throwable e) {
                        failure.compareAndSet(null, e);
                    } finally {
                        room.release();
                    }
                });
            }
            acquire(room, 2 * threads, progress);
            rethrow(failure.get());
            if (index == 0) {
                throw new BadDataException(
                        stage + ": the dataset (" + data.describe() + ") has no samples", "at least one", null);
            }
            return index;
        } finally {
            finish(workers);
        }
    }

    private long total() {
        return data.size().orElse(-1);
    }

    private void acquire(Semaphore room, int permits, Progress progress) {
        try {
            room.acquire(permits);
        } catch (InterruptedException e) {
            throw new CancelledException(stage, progress.done(), total());
        }
    }

    /** Makes the next sample. That is the user's code: when it fails, the sample is worth knowing. */
    private boolean hasNext(Iterator<Sample> samples, int index) {
        try {
            return samples.hasNext();
        } catch (OctetException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new BadDataException(
                    "Sample " + index + " of the dataset (" + data.describe() + ") cannot be made: " + e,
                    "a dataset whose every sample can be read",
                    "look at the data, and at functions of yours that make or change its samples",
                    e);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "octet-samples");
        thread.setDaemon(true);
        return thread;
    }

    /** Waits for the running samples: a session must not be closed while a thread is inside it. */
    private static void finish(ExecutorService workers) {
        workers.shutdownNow();
        boolean interrupted = false;
        while (!workers.isTerminated()) {
            try {
                workers.awaitTermination(1, java.util.concurrent.TimeUnit.HOURS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof RuntimeException e) {
            throw e;
        } else if (failure instanceof Error e) {
            throw e;
        } else if (failure != null) {
            throw new IllegalStateException(new ExecutionException(failure));
        }
    }
}
