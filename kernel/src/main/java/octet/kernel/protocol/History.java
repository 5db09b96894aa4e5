package octet.kernel.protocol;

import java.util.ArrayList;
import java.util.List;

/** What was executed since the kernel started. Used by one thread. */
final class History {
    private final List<Entry> entries = new ArrayList<>();

    /**
     * A cell.
     *
     * @param number its number in {@code In [3]}
     * @param input its code
     * @param output the plain text of its result, or null
     */
    record Entry(int number, String input, String output) {}

    void add(Entry entry) {
        entries.add(entry);
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }
}
