package octet.kernel.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What was executed: since the kernel started, and by kernels before. Used by one thread; the file is written a moment
 * later by another one, so that no cell waits for it.
 */
final class History implements AutoCloseable {
    private static final int DELAY_MILLIS = 300;

    private final HistoryFile file;
    private final List<Entry> own = new ArrayList<>();
    private final List<Entry> unwritten = new ArrayList<>();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "octet-history");
        thread.setDaemon(true);
        return thread;
    });
    private int session;

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
    record Entry(int session, int number, String input, String output) {}

    void add(int number, String input, String output) {
        if (session == 0) {
            session = file.beginSession();
        }
        Entry entry = new Entry(session, number, input, output);
        own.add(entry);
        synchronized (unwritten) {
            unwritten.add(entry);
            if (unwritten.size() == 1) {
                writer.schedule(this::write, DELAY_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    private void write() {
        synchronized (unwritten) {
            if (!unwritten.isEmpty()) {
                file.append(unwritten);
                unwritten.clear();
            }
        }
    }

    /** Writes what is not written yet. */
    @Override
    public void close() {
        writer.shutdownNow();
        write();
    }

    /** Returns all that is known, this session's last. */
    List<Entry> all() {
        List<Entry> all = new ArrayList<>();
        int current = session();
        file.read().stream().filter(entry -> entry.session() != current).forEach(all::add);
        all.addAll(own);
        return all;
    }

    /** Returns the number of this session. */
    int session() {
        return session == 0 ? file.latestSession() + 1 : session;
    }
}
