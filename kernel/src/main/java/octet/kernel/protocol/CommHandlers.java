package octet.kernel.protocol;

import com.google.gson.JsonElement;
import java.util.Map;

/** Comms carry widgets, of which this kernel has none: every comm that a front end opens is closed. */
final class CommHandlers {
    private CommHandlers() {}

    static Map<String, Handler> all() {
        return Map.of(
                "comm_info_request", exchange -> exchange.reply(Replies.ok("comms", Map.of())),
                "comm_open", CommHandlers::close,
                "comm_msg", exchange -> {},
                "comm_close", exchange -> {});
    }

    private static void close(Exchange exchange) {
        JsonElement id = exchange.request().content().get("comm_id");
        if (id != null && id.isJsonPrimitive()) {
            exchange.publish("comm_close", Map.of("comm_id", id.getAsString(), "data", Map.of()));
        }
    }
}
