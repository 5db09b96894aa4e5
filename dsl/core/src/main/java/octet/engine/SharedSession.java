package octet.engine;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import octet.data.Tensor;
import octet.format.Session;
import octet.graph.ValueInfo;

/**
 * A session that is opened at its first run and closed when nothing refers to it any more: opening takes as long as many
 * runs, and the values of a chain live as long as a notebook wants them.
 */
public final class SharedSession implements Session {

    private static final Cleaner CLEANER = Cleaner.create();

    private final Supplier<Session> opener;
    private Session session;
    private Cleaner.Cleanable cleanable;

    /** Opens nothing yet. */
    public SharedSession(Supplier<Session> opener) {
        this.opener = opener;
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs) {
        try {
            return opened().run(inputs);
        } finally {
            // Else the collector may take this for unused, and close the session while it runs.
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public List<ValueInfo> inputs() {
        return opened().inputs();
    }

    @Override
    public List<ValueInfo> outputs() {
        return opened().outputs();
    }

    private synchronized Session opened() {
        if (session == null) {
            Session open = opener.get();
            cleanable = CLEANER.register(this, open::close);
            session = open;
        }
        return session;
    }

    /** Gives memory back now, where nobody else can be running it; another run opens it again. */
    synchronized void release() {
        if (session != null) {
            cleanable.clean();
            session = null;
        }
    }

    /** Does nothing: others may be using it. */
    @Override
    public void close() {}
}
