package octet.data;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Holds a reader to memory in proportion to its file: a header must not make it allocate what it merely announces. */
public final class Allocation {
    /** For what does not grow with the file. */
    private static final long BASE = 64L << 20;

    /** Deflate packs at most about so many bytes into one, and what is read is copied a few times. */
    private static final long FACTOR = 4 * 1032;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Runs it, and once more where the first time took too much. */
    public void hold(int bytes, Runnable read) {
        long most = BASE + FACTOR * bytes;
        // The first time counts classes that are loaded, and under a fuzzer instrumented too.
        long allocated = allocated(read);
        allocated = allocated > most ? allocated(read) : allocated;
        if (allocated > most) {
            throw new AssertionError(bytes + " bytes made the reader allocate " + allocated);
        }
    }

    private long allocated(Runnable read) {
        long before = threads.getCurrentThreadAllocatedBytes();
        read.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
