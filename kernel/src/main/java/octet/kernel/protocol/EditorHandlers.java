package octet.kernel.protocol;

import io.github.spencerpark.jupyter.messages.request.CompleteRequest;
import io.github.spencerpark.jupyter.messages.request.InspectRequest;
import io.github.spencerpark.jupyter.messages.request.IsCompleteRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import octet.kernel.jshell.Completions;
import octet.kernel.jshell.Introspection;
import octet.kernel.session.Session;
import octet.notebook.Rich;

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
        Completions found = session.editor().complete(code, cursor);
        int start = Positions.points(code, found.start());
        int end = Positions.points(code, found.end());
        Map<String, Object> reply = Replies.ok("matches", found.texts());
        reply.put("cursor_start", start);
        reply.put("cursor_end", end);
        List<Map<String, Object>> types = found.all().stream()
                .map(one -> Map.<String, Object>of(
                        "start",
                        start,
                        "end",
                        end,
                        "text",
                        one.text(),
                        "type",
                        one.type(),
                        "signature",
                        one.signature()))
                .toList();
        reply.put("metadata", Map.of("_jupyter_types_experimental", types));
        exchange.reply(reply);
    }

    private void inspect(Exchange exchange) {
        InspectRequest request = exchange.content(InspectRequest.class);
        String code = request.getCode();
        int cursor = Positions.chars(code, request.getCursorPos());
        Optional<Rich> description = session.editor().inspect(code, cursor, request.getDetailLevel() > 0);
        Map<String, Object> reply = Replies.ok("found", description.isPresent());
        reply.put("data", description.map(Rich::data).orElse(Map.of()));
        reply.put("metadata", Map.of());
        exchange.reply(reply);
    }

    private void isComplete(Exchange exchange) {
        String code = exchange.content(IsCompleteRequest.class).getCode();
        Introspection.Readiness readiness = session.editor().readiness(code);
        Map<String, Object> reply = Replies.ok();
        reply.put("status", readiness.name().toLowerCase(Locale.ROOT));
        if (readiness == Introspection.Readiness.INCOMPLETE) {
            reply.put("indent", session.editor().indent(code));
        }
        exchange.reply(reply);
    }
}
