package octet.kernel.protocol;

import java.util.ArrayList;
import java.util.List;

/** What was executed: since the kernel started, and by kernels before. Used by one thread. */
final class History {
    private final HistoryFile file;
    private final List<Entry> own = new ArrayList<>();
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
        file.append(entry);
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
