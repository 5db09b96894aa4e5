package octet.notebook;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.BaseStream;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Streams, which can be read only once and may never end: reading one takes it away from whoever holds it, so it is read
 * only where somebody gave it to be shown, and then only its beginning.
 */
final class Streams {
    private static final int MOST = 20;

    private Streams() {}

    /** Says of a stream that it was left alone, and how to see what is in it. */
    static String unread(BaseStream<?, ?> stream) {
        return "a stream" + kind(stream)
                + ", not read because it can be read only once; display(…) of it shows its first " + MOST
                + " elements and uses it up";
    }

    /** Reads the first elements. */
    static Rich first(BaseStream<?, ?> stream) {
        Iterator<?> iterator = stream.iterator();
        List<Object> elements = new ArrayList<>();
        while (elements.size() < MOST && iterator.hasNext()) {
            elements.add(iterator.next());
        }
        // Of an endless stream there always is one more; asking for it may take for ever where most are filtered out.
        String end = elements.size() == MOST
                ? "the first " + MOST + " elements of a stream" + kind(stream) + "; it is used up now"
                : elements.size() + (elements.size() == 1 ? " element" : " elements") + " of a stream" + kind(stream)
                        + ", which is used up now";
        Rich shown = Render.of(elements);
        Rich rich = Rich.text(shown.plain() + System.lineSeparator() + "(" + end + ")");
        String html = shown.data().get(Rich.HTML);
        if (html == null) {
            return rich;
        }
        Html words = Html.element("div")
                .attribute("style", "font-size: 0.9em; opacity: 0.75")
                .text(end);
        return rich.with(Rich.HTML, html + words.markup());
    }

    private static String kind(BaseStream<?, ?> stream) {
        if (stream instanceof IntStream) {
            return " of int";
        } else if (stream instanceof LongStream) {
            return " of long";
        }
        return stream instanceof DoubleStream ? " of double" : "";
    }
}
