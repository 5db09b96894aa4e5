package octet.notebook.comm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A channel to code in the front end, open until one side closes it.
 *
 * <p>Thread-safe. What comes is given to {@link #onMessage} on the thread that runs the cells, when no cell is running.
 */
public final class Comm {
    private final String id;
    private final String target;
    private volatile Consumer<Map<String, Object>> messages = data -> {};
    private volatile Consumer<Map<String, Object>> end = data -> {};

    Comm(String id, String target) {
        this.id = id;
        this.target = target;
    }

    /** Returns what tells it from all others. */
    public String id() {
        return id;
    }

    /** Returns the name under which the other side knows what to do with it. */
    public String target() {
        return target;
    }

    /** Returns whether messages can be sent. */
    public boolean isOpen() {
        return Comms.isOpen(this);
    }

    /** Sets what to do with a message's data; replaces what was set before. Returns this. */
    public Comm onMessage(Consumer<Map<String, Object>> action) {
        messages = Objects.requireNonNull(action, "action");
        return this;
    }

    /** Sets what to do when the front end closes it, with the data that comes with that. Returns this. */
    public Comm onClose(Consumer<Map<String, Object>> action) {
        end = Objects.requireNonNull(action, "action");
        return this;
    }

    /**
     * Sends data.
     *
     * @throws IllegalStateException when it is closed
     */
    public void send(Map<String, ?> data) {
        if (!isOpen()) {
            throw new IllegalStateException("the comm for " + target + " is closed: open another with Comms.open");
        }
        Comms.send("comm_msg", content(data));
    }

    /** Closes it; does nothing if it is closed. */
    public void close() {
        if (Comms.forget(this)) {
            Comms.send("comm_close", content(Map.of()));
        }
    }

    void received(Map<String, Object> data) {
        messages.accept(data);
    }

    void closed(Map<String, Object> data) {
        end.accept(data);
    }

    Map<String, Object> content(Map<String, ?> data) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("comm_id", id);
        content.put("data", data);
        return content;
    }

    @Override
    public String toString() {
        return "Comm for " + target + (isOpen() ? "" : ", closed");
    }
}
