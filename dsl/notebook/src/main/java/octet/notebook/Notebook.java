package octet.notebook;

import java.util.UUID;

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
     * Returns the forms of a value.
     *
     * @param mimeTypes the forms to keep beside plain text; none for all
     * @throws IllegalArgumentException if the value has no such form; names those it has
     */
    public static Rich render(Object value, String... mimeTypes) {
        if (mimeTypes.length == 0) {
            return Render.of(value);
        }
        if (value instanceof String source) {
            return written(source, mimeTypes);
        }
        return Render.of(value).only(mimeTypes);
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
