package octet.engine;

import java.util.List;
import java.util.TreeMap;
import octet.data.Digest;
import octet.engine.Calibrator.Example;

/**
 * Keeps the samples of the least digests: an arbitrary choice that is the same in whatever order samples come, and whether
 * they come in one run or in several. Thread-safe.
 */
final class Examples {

    private final int most;
    private final TreeMap<Digest, Example> least = new TreeMap<>();

    Examples(int most) {
        this.most = most;
    }

    /** Whether a sample would be kept if it were added now. */
    synchronized boolean wants(Digest digest) {
        return least.size() < most || digest.compareTo(least.lastKey()) < 0;
    }

    void add(Example example) {
        add(Digest.of(example.inputs()), example);
    }

    synchronized void add(Digest digest, Example example) {
        least.putIfAbsent(digest, example);
        if (least.size() > most) {
            least.pollLastEntry();
        }
    }

    /** The kept samples in the order of their digests. */
    synchronized List<Example> list() {
        return List.copyOf(least.values());
    }
}
