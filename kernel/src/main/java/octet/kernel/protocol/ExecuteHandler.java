package octet.kernel.protocol;

import io.github.spencerpark.jupyter.messages.publish.PublishError;
import io.github.spencerpark.jupyter.messages.publish.PublishExecuteInput;
import io.github.spencerpark.jupyter.messages.publish.PublishExecuteResult;
import io.github.spencerpark.jupyter.messages.request.ExecuteRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import octet.kernel.cell.Sink;
import octet.kernel.session.Outcome;
import octet.kernel.session.Session;
import octet.notebook.Rich;

/** Executes cells. */
final class ExecuteHandler implements Handler {
    private final Session session;
    private final History history;
    private final Channel channel;
    private final Stdin stdin;
    private int count;

    ExecuteHandler(Session session, History history, Channel channel, Stdin stdin) {
        this.session = session;
        this.history = history;
        this.channel = channel;
        this.stdin = stdin;
    }

    @Override
    public void handle(Exchange exchange) {
        ExecuteRequest request = exchange.content(ExecuteRequest.class);
        boolean counts = request.shouldStoreHistory() && !request.isSilent();
        if (counts || count == 0) {
            count++;
        }
        if (!request.isSilent()) {
            exchange.publish("execute_input", new PublishExecuteInput(request.getCode(), count));
        }
        Sink sink = new MessageSink(exchange, stdin, request.isStdinEnabled());
        Outcome outcome = session.execute(request.getCode(), count, sink);
        boolean aborts = outcome instanceof Outcome.Failed && request.shouldStopOnError();
        // Before anybody hears of the failure: what is sent in answer to it must run.
        List<Message> waiting = aborts ? channel.readWaiting() : List.of();
        if (!request.isSilent()) {
            publish(exchange, outcome);
        }
        if (counts) {
            history.add(count, request.getCode(), plain(outcome));
        }
        exchange.reply(reply(request, outcome, sink));
        exchange.idle();
        waiting.forEach(this::abort);
    }

    private void publish(Exchange exchange, Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            done.value()
                    .ifPresent(value ->
                            exchange.publish("execute_result", new PublishExecuteResult(count, Json.display(value))));
        } else if (outcome instanceof Outcome.Failed failed) {
            exchange.publish("error", new PublishError(failed.name(), failed.message(), failed.traceback()));
        }
    }

    private static String plain(Outcome outcome) {
        return outcome instanceof Outcome.Done done
                ? done.value().map(Rich::plain).orElse(null)
                : null;
    }

    private Map<String, Object> reply(ExecuteRequest request, Outcome outcome, Sink sink) {
        Map<String, Object> reply;
        if (outcome instanceof Outcome.Failed failed) {
            reply = Replies.error(failed.name(), failed.message(), failed.traceback());
        } else {
            Map<String, String> expressions =
                    Optional.ofNullable(request.getUserExpr()).orElse(Map.of());
            reply = Replies.ok("payload", List.of());
            reply.put("user_expressions", results(session.evaluate(expressions, count, sink)));
        }
        reply.put("execution_count", count);
        return reply;
    }

    private static Map<String, Object> results(Map<String, Outcome> outcomes) {
        Map<String, Object> results = new LinkedHashMap<>();
        outcomes.forEach((name, outcome) -> results.put(name, result(outcome)));
        return results;
    }

    private static Object result(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return Replies.error(failed.name(), failed.message(), failed.traceback());
        }
        Rich value = ((Outcome.Done) outcome).value().orElse(Rich.text("null"));
        Map<String, Object> result = Replies.ok("metadata", value.metadata());
        Map<String, Object> data = new LinkedHashMap<>();
        value.data().forEach((type, form) -> data.put(type, Json.form(type, form)));
        result.put("data", data);
        return result;
    }

    /** A cell that was sent before one failed does not run; what else was sent is dealt with. */
    private void abort(Message request) {
        if (!request.type().equals("execute_request")) {
            channel.dispatch(request);
            return;
        }
        Exchange exchange = channel.exchange(request);
        exchange.busy();
        Map<String, Object> aborted = Replies.ok("execution_count", count);
        aborted.put("status", "aborted");
        exchange.reply(aborted);
        exchange.idle();
    }
}
