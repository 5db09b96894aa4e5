package octet.kernel.protocol;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import java.util.LinkedHashMap;
import java.util.Map;
import octet.kernel.session.Session;
import octet.notebook.comm.Comms;

/** Carries what the front end says on comms to the cells' code. */
final class CommHandlers {
    /** A whole number stays one. */
    private static final Gson DATA = new GsonBuilder()
            .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
            .create();

    private final Session session;
    private final Stdin stdin;

    CommHandlers(Session session, Stdin stdin) {
        this.session = session;
        this.stdin = stdin;
    }

    Map<String, Handler> all() {
        return Map.of(
                "comm_info_request", CommHandlers::info,
                "comm_open",
                        exchange ->
                                perform(exchange, () -> Comms.opened(id(exchange), target(exchange), data(exchange))),
                "comm_msg", exchange -> perform(exchange, () -> Comms.received(id(exchange), data(exchange))),
                "comm_close", exchange -> perform(exchange, () -> Comms.closed(id(exchange), data(exchange))));
    }

    private static void info(Exchange exchange) {
        String wanted = target(exchange);
        Map<String, Object> comms = new LinkedHashMap<>();
        Comms.open().forEach((id, target) -> {
            if (wanted.isEmpty() || wanted.equals(target)) {
                comms.put(id, Map.of("target_name", target));
            }
        });
        exchange.reply(Replies.ok("comms", comms));
    }

    private void perform(Exchange exchange, Runnable action) {
        if (!id(exchange).isEmpty()) {
            session.perform(action, new MessageSink(exchange, stdin, false));
        }
    }

    private static String id(Exchange exchange) {
        return text(exchange, "comm_id");
    }

    private static String target(Exchange exchange) {
        return text(exchange, "target_name");
    }

    private static String text(Exchange exchange, String key) {
        JsonElement value = exchange.request().content().get(key);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }

    private static Map<String, Object> data(Exchange exchange) {
        JsonElement data = exchange.request().content().get("data");
        JsonObject object = data != null && data.isJsonObject() ? data.getAsJsonObject() : new JsonObject();
        return DATA.fromJson(object, new TypeToken<Map<String, Object>>() {});
    }
}
