package octet.notebook;

import java.util.Base64;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.BaseStream;

/**
 * What a cell can say without naming a class; spelled as in IJava.
 *
 * <pre>{@code
 * display(table);
 * String id = display("working", "text/plain");
 * updateDisplay(id, "done");
 * }</pre>
 *
 * <p>Thread-safe: a thread that a cell started shows in that cell.
 */
public final class Notebook {
    private Notebook() {}

    /**
     * Shows a value in its richest form.
     *
     * @return an id for {@link #updateDisplay}
     */
    public static String display(Object value) {
        return show(render(value));
    }

    /**
     * Shows a value in the given forms only; a string is taken to be written in the first of them, so that
     * {@code display(markup, "text/html")} shows markup.
     *
     * @return an id for {@link #updateDisplay}
     * @throws IllegalArgumentException if the value has no such form; names those it has
     */
    public static String display(Object value, String... mimeTypes) {
        return show(render(value, mimeTypes));
    }

    /**
     * Replaces what {@link #display} showed.
     *
     * @param id what it returned
     * @param mimeTypes the forms to show; none for all
     */
    public static void updateDisplay(String id, Object value, String... mimeTypes) {
        Screens.current().update(id, render(value, mimeTypes));
    }

    /**
     * Returns the forms of a value. Of a stream the first elements are read, which uses it up; of an array of bytes an
     * {@code image/…} form is taken to be the file of that picture.
     *
     * @param mimeTypes the forms to keep beside plain text; none for all
     * @throws IllegalArgumentException if the value has no such form; names those it has
     */
    public static Rich render(Object value, String... mimeTypes) {
        if (value instanceof String source && mimeTypes.length > 0) {
            return written(source, mimeTypes);
        }
        if (value instanceof byte[] bytes && mimeTypes.length == 1 && mimeTypes[0].startsWith("image/")) {
            return Rich.text("(a picture of " + bytes.length + " bytes, " + mimeTypes[0] + ")")
                    .with(mimeTypes[0], Base64.getEncoder().encodeToString(bytes));
        }
        Rich rich = value instanceof BaseStream<?, ?> stream ? Streams.first(stream) : Render.of(value);
        return mimeTypes.length == 0 ? rich : rich.only(mimeTypes);
    }

    /**
     * Sets how values of a type are shown from now on:
     *
     * <pre>{@code
     * renderer(Point.class, p -> chartOf(p));
     * renderer(Note.class, n -> render(n.markdown(), "text/markdown"));
     * }</pre>
     *
     * @param type the type; subtypes without a renderer of their own are meant too
     * @param renderer returns what to show instead: anything that {@link #display} takes. Plain text stays that of the value
     *     unless it returns what {@link #render} returned
     */
    public static <T> void renderer(Class<T> type, Function<? super T, ?> renderer) {
        Render.register(type, value -> {
            Object shown = renderer.apply(value);
            if (shown instanceof Rich rich) {
                return rich;
            }
            // A string says in words what the value is; shown as itself it would come here again.
            boolean isText = shown == null || shown instanceof String || type.isInstance(shown);
            return isText ? Rich.text(Plain.text(shown)) : Render.of(shown).with(Rich.PLAIN, Plain.text(value));
        });
    }

    /** Removes what the cell has shown so far. */
    public static void clearOutput() {
        clearOutput(false);
    }

    /**
     * Removes what the cell has shown so far.
     *
     * @param wait whether to keep it until there is something new, which avoids flicker
     */
    public static void clearOutput(boolean wait) {
        Screens.current().clear(wait);
    }

    /** Prints formatted text, as {@link java.io.PrintStream#printf}. */
    public static void printf(String format, Object... arguments) {
        System.out.printf(format, arguments);
    }

    private static String show(Rich value) {
        String id = UUID.randomUUID().toString();
        Screens.current().show(id, value);
        return id;
    }

    private static Rich written(String source, String... mimeTypes) {
        Rich rich = Rich.text(
                switch (mimeTypes[0]) {
                    case Rich.HTML -> Html.ofAuthor(source).plain();
                    case "image/svg+xml" -> "(a picture in SVG)";
                    default -> source;
                });
        for (String type : mimeTypes) {
            rich = rich.with(type, source);
        }
        return rich;
    }
}
