package octet.kernel.protocol;

import com.google.gson.JsonObject;
import io.github.spencerpark.jupyter.messages.HMACGenerator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** Plays a short notebook to a kernel in this JVM, so that the JVM can note which classes a start needs. */
public final class Rehearsal {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final List<String> CELLS = List.of(
            "1 + 1",
            "int n = 1;\nString twice(String s) { return s + s; }",
            "var words = List.of(\"a\", \"b\");\nwords.stream().map(w -> twice(w)).collect(Collectors.joining())",
            "System.out.println(n); display(\"shown\");",
            "record Point(int x, int y) {}\nnew Point(1, 2)",
            "nowhere");

    private Rehearsal() {}

    /** Runs it; returns when the kernel has ended. */
    public static void run() throws IOException, InterruptedException {
        Path file = Files.createTempFile("octet-rehearsal", ".json");
        try {
            Files.writeString(file, connection());
            ConnectionFile connection = ConnectionFile.read(file);
            Thread client = new Thread(() -> play(connection), "octet-rehearsal");
            client.setDaemon(true);
            client.start();
            Kernel.serve(file);
        } finally {
            Files.delete(file);
        }
    }

    private static String connection() throws IOException {
        JsonObject json = new JsonObject();
        List<ServerSocket> taken = new ArrayList<>();
        for (String channel : List.of("shell", "iopub", "stdin", "control", "hb")) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            taken.add(socket);
            json.addProperty(channel + "_port", socket.getLocalPort());
        }
        for (ServerSocket socket : taken) {
            socket.close();
        }
        json.addProperty("transport", "tcp");
        json.addProperty("ip", InetAddress.getLoopbackAddress().getHostAddress());
        json.addProperty("key", UUID.randomUUID().toString());
        json.addProperty("signature_scheme", "hmac-sha256");
        return json.toString();
    }

    private static void play(ConnectionFile connection) {
        ZMQ.Context context = ZMQ.context(1);
        try (ZMQ.Socket socket = context.socket(SocketType.DEALER)) {
            socket.setReceiveTimeOut(PATIENCE_MILLIS);
            socket.setLinger(PATIENCE_MILLIS);
            socket.connect(connection.address(connection.properties().getShellPort()));
            HMACGenerator signer = connection.signer();
            Wire wire = new Wire(signer, connection.signs());
            ask(wire, socket, "kernel_info_request", Map.of());
            for (String cell : CELLS) {
                ask(
                        wire,
                        socket,
                        "execute_request",
                        Map.of("code", cell, "stop_on_error", false, "store_history", false));
            }
            ask(wire, socket, "complete_request", Map.of("code", "words.str", "cursor_pos", 9));
            ask(wire, socket, "inspect_request", Map.of("code", "String.valueOf(", "cursor_pos", 15));
            ask(wire, socket, "history_request", Map.of("hist_access_type", "tail", "n", 1));
            ask(wire, socket, "is_complete_request", Map.of("code", "int f() {"));
            ask(wire, socket, "shutdown_request", Map.of("restart", false));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            context.term();
        }
    }

    private static void ask(Wire wire, ZMQ.Socket socket, String type, Map<String, Object> content) {
        wire.send(socket, List.of(), type, null, content);
        wire.read(socket, 0);
    }
}
