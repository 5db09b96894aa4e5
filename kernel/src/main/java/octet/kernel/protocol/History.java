package octet.kernel.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * What was executed: since the kernel started, and by kernels before. Used by one thread; another one writes the file, so
 * that no cell waits for it.
 */
final class History implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 1;

    private final HistoryFile file;
    private final List<Entry> own = new ArrayList<>();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "octet-history");
        thread.setDaemon(true);
        return thread;
    });
    /** The number of this run, once it has a cell; completed by the writer, as the file has to be read for it. */
    private volatile CompletableFuture<Integer> session;

    History(HistoryFile file) {
        this.file = file;
    }

    /**
     * A cell.
     *
     * @param session the run of a kernel, from 1
     * @param number its number in {@code In [3]}
     * @param input its code
     * @param output the plain text of its result, or null
     */
    record Entry(int session, int number, String input, String output) {
        Entry in(int run) {
            return new Entry(run, number, input, output);
        }
    }

    void add(int number, String input, String output) {
        if (session == null) {
            session = CompletableFuture.supplyAsync(file::beginSession, writer);
        }
        Entry entry = new Entry(0, number, input, output);
        own.add(entry);
        // The writer has the number by then, since it deals with one thing after the other.
        writer.execute(() -> file.append(List.of(entry.in(session.join()))));
    }

    /** Writes what is not written yet. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            writer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns all that is known, this session's last; by then all of it is written. */
    List<Entry> all() {
        CompletableFuture.runAsync(() -> {}, writer).join();
        List<Entry> all = new ArrayList<>();
        int current = session();
        file.read().stream().filter(entry -> entry.session() != current).forEach(all::add);
        own.forEach(entry -> all.add(entry.in(current)));
        return all;
    }

    /** Returns the number of this session. */
    int session() {
        return session == null ? file.latestSession() + 1 : session.join();
    }
}
