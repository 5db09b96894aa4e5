package octet.engine;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import octet.data.Tensor;
import octet.format.Session;

/**
 * What the float model answers to samples, by their numbers: computed when somebody looks at it, and kept for the next
 * time as long as there is room. Threads may share it.
 */
public final class References {

    private final Session floats;
    private final long room;
    private final Map<Integer, Map<String, Tensor>> kept = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong runs = new AtomicLong();

    /** Keeps at most so many bytes of outputs. */
    public References(Session floats, long room) {
        this.floats = floats;
        this.room = room;
    }

    /** The outputs for a sample; the float model runs when they are first looked at. */
    public Map<String, Tensor> of(int index, Map<String, Tensor> inputs) {
        Map<String, Tensor> known = kept.get(index);
        return known != null ? known : new Lazy(index, inputs);
    }

    /** How often the float model was run. */
    public long runs() {
        return runs.get();
    }

    private Map<String, Tensor> run(int index, Map<String, Tensor> inputs) {
        Map<String, Tensor> known = kept.get(index);
        if (known != null) {
            return known;
        }
        runs.incrementAndGet();
        Map<String, Tensor> outputs = floats.run(inputs);
        if (bytes.addAndGet(sizeOf(outputs)) <= room) {
            kept.put(index, outputs);
        }
        return outputs;
    }

    /** The memory that tensors take, in bytes. */
    public static long sizeOf(Map<String, Tensor> tensors) {
        long size = 0;
        for (Tensor tensor : tensors.values()) {
            size += tensor.shape().elements() * tensor.type().bytes();
        }
        return size;
    }

    private final class Lazy extends AbstractMap<String, Tensor> {
        private final int index;
        private final Map<String, Tensor> inputs;
        private Map<String, Tensor> outputs;

        Lazy(int index, Map<String, Tensor> inputs) {
            this.index = index;
            this.inputs = inputs;
        }

        private synchronized Map<String, Tensor> outputs() {
            if (outputs == null) {
                outputs = run(index, inputs);
            }
            return outputs;
        }

        @Override
        public Set<Entry<String, Tensor>> entrySet() {
            return outputs().entrySet();
        }

        @Override
        public Tensor get(Object name) {
            return outputs().get(name);
        }
    }
}
