package octet.kernel.protocol;

import com.google.gson.JsonElement;
import java.util.Map;
import java.util.Optional;
import org.zeromq.ZMQ;

/** The channel on which a cell asks its reader for a line. Thread-safe. */
final class Stdin {
    private static final int LOOK_UP_EVERY_MILLIS = 50;

    private final ZMQ.Socket socket;
    private final Wire wire;

    Stdin(ZMQ.Socket socket, Wire wire) {
        this.socket = socket;
        this.wire = wire;
        socket.setReceiveTimeOut(LOOK_UP_EVERY_MILLIS);
    }

    /**
     * Asks the front end of a request for a line and waits for it.
     *
     * @throws IllegalStateException if the waiting thread is interrupted
     */
    synchronized String ask(Message request, String prompt, boolean secret) {
        Optional<Message> late = wire.read(socket, ZMQ.DONTWAIT);
        while (late.isPresent()) {
            // An answer to a question of a cell that was interrupted is none to this one.
            late = wire.read(socket, ZMQ.DONTWAIT);
        }
        Map<String, Object> question = Map.of("prompt", prompt, "password", secret);
        wire.send(socket, request.identities(), "input_request", request.header(), question);
        while (true) {
            Optional<Message> answer = wire.read(socket, 0);
            if (answer.isPresent() && answer.get().type().equals("input_reply")) {
                JsonElement value = answer.get().content().get("value");
                return value == null || !value.isJsonPrimitive() ? "" : value.getAsString();
            }
            if (Thread.interrupted()) {
                throw new IllegalStateException("the cell was interrupted while it waited for input");
            }
        }
    }

    /** Closes the channel; a question that is still open has to be interrupted before. */
    synchronized void close() {
        socket.close();
    }
}
