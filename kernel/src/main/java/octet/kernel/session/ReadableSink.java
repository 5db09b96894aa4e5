package octet.kernel.session;

import java.util.Map;
import java.util.function.UnaryOperator;
import octet.kernel.cell.Sink;
import octet.notebook.Rich;

/** A sink whose printed text is put into the reader's words first. */
record ReadableSink(Sink sink, UnaryOperator<String> readable) implements Sink {
    @Override
    public void text(Stream stream, String text) {
        sink.text(stream, readable.apply(text));
    }

    @Override
    public void comm(String type, Map<String, Object> content) {
        sink.comm(type, content);
    }

    @Override
    public String ask(String prompt, boolean secret) {
        return sink.ask(prompt, secret);
    }

    @Override
    public void show(String id, Rich value) {
        sink.show(id, readable(value));
    }

    @Override
    public void update(String id, Rich value) {
        sink.update(id, readable(value));
    }

    /** Returns a value with its texts in the reader's words. */
    Rich readable(Rich value) {
        Rich result = value;
        for (Map.Entry<String, String> form : value.data().entrySet()) {
            if (form.getKey().startsWith("text/")) {
                String text = readable.apply(form.getValue());
                result = text.equals(form.getValue()) ? result : result.with(form.getKey(), text);
            }
        }
        return result;
    }

    @Override
    public void clear(boolean wait) {
        sink.clear(wait);
    }
}
