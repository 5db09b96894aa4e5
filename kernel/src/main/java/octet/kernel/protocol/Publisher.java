package octet.kernel.protocol;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.zeromq.ZMQ;

/** The channel on which every front end hears what happens. Thread-safe, which its socket is not. */
final class Publisher {
    private final ZMQ.Socket socket;
    private final Wire wire;
    private boolean closed;

    Publisher(ZMQ.Socket socket, Wire wire) {
        this.socket = socket;
        this.wire = wire;
    }

    /**
     * Publishes a message.
     *
     * @param parent the header of the request that it belongs to, or null
     */
    synchronized void publish(String type, JsonObject parent, Object content) {
        if (!closed) {
            wire.send(socket, List.of(type.getBytes(StandardCharsets.US_ASCII)), type, parent, content);
        }
    }

    /** Publishes the kernel's state: starting, busy or idle. */
    void state(String state, JsonObject parent) {
        publish("status", parent, Map.of("execution_state", state));
    }

    synchronized void close() {
        closed = true;
        socket.close();
    }
}
