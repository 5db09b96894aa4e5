package octet.kernel.protocol;

import com.google.gson.JsonElement;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import java.util.List;
import java.util.Map;
import octet.kernel.session.Session;

/** Answers what is about the kernel and not about code; on both channels, so also while a cell runs. */
final class KernelHandlers {
    private final KernelConnectionProperties ports;
    private final Session session;
    private final Runnable shutdown;

    KernelHandlers(KernelConnectionProperties ports, Session session, Runnable shutdown) {
        this.ports = ports;
        this.session = session;
        this.shutdown = shutdown;
    }

    Map<String, Handler> all() {
        return Map.of(
                "kernel_info_request", this::kernelInfo,
                "connect_request", this::connect,
                "interrupt_request", this::interrupt,
                "shutdown_request", this::shutdown);
    }

    private void kernelInfo(Exchange exchange) {
        String java = System.getProperty("java.version");
        String version = version();
        Map<String, Object> reply = Replies.ok("protocol_version", Wire.VERSION);
        reply.put("implementation", "octet");
        reply.put("implementation_version", version);
        reply.put("banner", "Octet " + version + ", Java " + java);
        reply.put(
                "language_info",
                new LanguageInfo("java", java, "text/x-java-source", ".jshell", "java", "text/x-java", "script"));
        reply.put("help_links", List.of());
        reply.put("supported_features", List.of());
        exchange.reply(reply);
    }

    private void connect(Exchange exchange) {
        Map<String, Object> reply = Replies.ok("shell_port", ports.getShellPort());
        reply.put("iopub_port", ports.getIopubPort());
        reply.put("stdin_port", ports.getStdinPort());
        reply.put("control_port", ports.getControlPort());
        reply.put("hb_port", ports.getHbPort());
        exchange.reply(reply);
    }

    private void interrupt(Exchange exchange) {
        session.interrupt();
        exchange.reply(Replies.ok());
    }

    private void shutdown(Exchange exchange) {
        JsonElement restart = exchange.request().content().get("restart");
        Map<String, Object> reply =
                Replies.ok("restart", restart != null && restart.isJsonPrimitive() && restart.getAsBoolean());
        exchange.reply(reply);
        exchange.publish("shutdown_reply", reply);
        shutdown.run();
    }

    private static String version() {
        String version = KernelHandlers.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
