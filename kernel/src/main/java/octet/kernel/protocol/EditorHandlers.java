package octet.kernel.protocol;

import io.github.spencerpark.jupyter.messages.request.CompleteRequest;
import io.github.spencerpark.jupyter.messages.request.InspectRequest;
import io.github.spencerpark.jupyter.messages.request.IsCompleteRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import octet.kernel.jshell.Introspection;
import octet.kernel.session.Session;

/** Answers what an editor asks while somebody types. */
final class EditorHandlers {
    private final Session session;

    EditorHandlers(Session session) {
        this.session = session;
    }

    Map<String, Handler> all() {
        return Map.of(
                "complete_request", this::complete,
                "inspect_request", this::inspect,
                "is_complete_request", this::isComplete);
    }

    private void complete(Exchange exchange) {
        CompleteRequest request = exchange.content(CompleteRequest.class);
        String code = request.getCode();
        int cursor = Positions.chars(code, request.getCursorPos());
        Introspection.Completions found = session.introspection().complete(code, cursor);
        Map<String, Object> reply = Replies.ok("matches", found.texts());
        reply.put("cursor_start", Positions.points(code, found.start()));
        reply.put("cursor_end", Positions.points(code, found.end()));
        reply.put("metadata", Map.of());
        exchange.reply(reply);
    }

    private void inspect(Exchange exchange) {
        InspectRequest request = exchange.content(InspectRequest.class);
        String code = request.getCode();
        Optional<String> text = session.introspection().inspect(code, Positions.chars(code, request.getCursorPos()));
        Map<String, Object> reply = Replies.ok("found", text.isPresent());
        reply.put("data", text.map(t -> Map.of("text/plain", t)).orElse(Map.of()));
        reply.put("metadata", Map.of());
        exchange.reply(reply);
    }

    private void isComplete(Exchange exchange) {
        String code = exchange.content(IsCompleteRequest.class).getCode();
        Introspection.Readiness readiness = session.readiness(code);
        Map<String, Object> reply = Replies.ok();
        reply.put("status", readiness.name().toLowerCase(Locale.ROOT));
        if (readiness == Introspection.Readiness.INCOMPLETE) {
            reply.put("indent", session.introspection().indent(code));
        }
        exchange.reply(reply);
    }
}
