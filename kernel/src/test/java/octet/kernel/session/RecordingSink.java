package octet.kernel.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import octet.kernel.cell.Sink;
import octet.notebook.Rich;

/** Keeps what a cell puts out. */
final class RecordingSink implements Sink {
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final StringBuffer out = new StringBuffer();
    private final StringBuffer err = new StringBuffer();

    List<String> events() {
        return List.copyOf(events);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    @Override
    public void text(Stream stream, String text) {
        (stream == Stream.STDOUT ? out : err).append(text);
        events.add(stream.label());
    }

    @Override
    public String ask(String prompt, boolean secret) {
        return "answer";
    }

    @Override
    public void show(String id, Rich value) {
        events.add("show " + value);
    }

    @Override
    public void update(String id, Rich value) {
        events.add("update " + value);
    }

    @Override
    public void clear(boolean wait) {
        events.add("clear");
    }
}
