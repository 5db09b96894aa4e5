package octet.notebook.comm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * The comms of this JVM, and what opens them.
 *
 * <pre>{@code
 * Comms.target("echo", (comm, data) -> comm.onMessage(comm::send));   // the front end opens "echo"
 * Comm comm = Comms.open("chart", Map.of("points", List.of(1, 2)));    // or this side opens, and the front end answers
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class Comms {
    private static final Map<String, BiConsumer<Comm, Map<String, Object>>> TARGETS = new ConcurrentHashMap<>();
    private static final Map<String, Comm> OPEN = new ConcurrentHashMap<>();
    private static volatile CommLine line;

    private Comms() {}

    /**
     * Says what to do when the front end opens a comm; replaces what was said about that name before.
     *
     * @param opened gets the comm, and the data that came with it
     */
    public static void target(String name, BiConsumer<Comm, Map<String, Object>> opened) {
        TARGETS.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(opened, "opened"));
    }

    /** Refuses from now on what {@link #target} has taken. Comms that are open stay so. */
    public static void removeTarget(String name) {
        TARGETS.remove(name);
    }

    /**
     * Opens a comm. Where the front end knows nothing of the target, it closes it again.
     *
     * @param target the name in the front end
     * @param data what it gets at once
     * @throws IllegalStateException when no front end is there, as on the command line
     */
    public static Comm open(String target, Map<String, ?> data) {
        Comm comm = new Comm(UUID.randomUUID().toString().replace("-", ""), target);
        Map<String, Object> content = new LinkedHashMap<>(comm.content(data));
        content.put("target_name", target);
        OPEN.put(comm.id(), comm);
        send("comm_open", content);
        return comm;
    }

    /** Sets what carries messages; for kernels. Null for nothing. */
    public static void install(CommLine carrier) {
        line = carrier;
    }

    /** Returns the targets of the open comms by their ids; for kernels. */
    public static Map<String, String> open() {
        Map<String, String> targets = new LinkedHashMap<>();
        OPEN.forEach((id, comm) -> targets.put(id, comm.target()));
        return targets;
    }

    /** Takes a comm that the front end opens; for kernels. One whose target is not known, or fails, is closed. */
    public static void opened(String id, String target, Map<String, Object> data) {
        Comm comm = new Comm(id, target);
        BiConsumer<Comm, Map<String, Object>> action = TARGETS.get(target);
        OPEN.put(id, comm);
        if (action == null) {
            comm.close();
            return;
        }
        try {
            action.accept(comm, data);
        } catch (RuntimeException | Error e) {
            comm.close();
            throw e;
        }
    }

    /** Takes a message of the front end; for kernels. One for a comm that is not open is passed over. */
    public static void received(String id, Map<String, Object> data) {
        Comm comm = OPEN.get(id);
        if (comm != null) {
            comm.received(data);
        }
    }

    /** Takes the end of a comm by the front end; for kernels. */
    public static void closed(String id, Map<String, Object> data) {
        Comm comm = OPEN.remove(id);
        if (comm != null) {
            comm.closed(data);
        }
    }

    static boolean isOpen(Comm comm) {
        return OPEN.get(comm.id()) == comm;
    }

    static boolean forget(Comm comm) {
        return OPEN.remove(comm.id(), comm);
    }

    static void send(String type, Map<String, Object> content) {
        CommLine carrier = line;
        if (carrier == null) {
            throw new IllegalStateException("comms need a front end of Jupyter, and there is none");
        }
        carrier.send(type, content);
    }
}
