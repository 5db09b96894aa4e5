package octet.kernel.protocol;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.messages.publish.PublishDisplayData;
import io.github.spencerpark.jupyter.messages.publish.PublishStream;
import io.github.spencerpark.jupyter.messages.publish.PublishUpdateDisplayData;
import java.util.Map;
import octet.kernel.cell.Sink;
import octet.notebook.Rich;

/** Sends a cell's output to the front ends, as belonging to the request that it came with. */
final class MessageSink implements Sink {
    private final Exchange exchange;
    private final Stdin stdin;
    private final boolean mayAsk;

    MessageSink(Exchange exchange, Stdin stdin, boolean mayAsk) {
        this.exchange = exchange;
        this.stdin = stdin;
        this.mayAsk = mayAsk;
    }

    @Override
    public void text(Stream stream, String text) {
        PublishStream.StreamType type =
                stream == Stream.STDOUT ? PublishStream.StreamType.OUT : PublishStream.StreamType.ERR;
        exchange.publish("stream", new PublishStream(type, text));
    }

    @Override
    public void show(String id, Rich value) {
        exchange.publish("display_data", new PublishDisplayData(display(id, value)));
    }

    @Override
    public void update(String id, Rich value) {
        exchange.publish("update_display_data", new PublishUpdateDisplayData(display(id, value)));
    }

    private static DisplayData display(String id, Rich value) {
        DisplayData display = Json.display(value);
        display.setDisplayId(id);
        return display;
    }

    @Override
    public void comm(String type, Map<String, Object> content) {
        exchange.publish(type, content);
    }

    @Override
    public void clear(boolean wait) {
        exchange.publish("clear_output", Map.of("wait", wait));
    }

    @Override
    public String ask(String prompt, boolean secret) {
        if (!mayAsk) {
            throw new IllegalStateException("this front end cannot ask its reader for input (allow_stdin is false)");
        }
        return stdin.ask(exchange.request(), prompt, secret);
    }
}
