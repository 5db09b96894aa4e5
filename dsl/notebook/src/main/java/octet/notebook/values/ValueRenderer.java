package octet.notebook.values;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import octet.notebook.Html;
import octet.notebook.Plain;
import octet.notebook.Render;
import octet.notebook.Renderer;
import octet.notebook.Rich;

/**
 * Shows values for which there is no other renderer. What has a form that is easier to read than Java's text gets a
 * table:
 *
 * <ul>
 *   <li>arrays and collections of arrays or collections: rows and columns;
 *   <li>collections and arrays of records or of maps: a column for each component or key;
 *   <li>maps and records: a row for each entry or component; a record with a {@code toString} of its own stays as that
 *       says;
 *   <li>long arrays and collections: numbers ten a line, anything else one a line;
 *   <li>throwables: their causes, and the stack behind a fold.
 * </ul>
 *
 * <p>An optional is shown as what it holds.
 */
public final class ValueRenderer implements Renderer<Object> {
    /** For {@link java.util.ServiceLoader}. */
    public ValueRenderer() {}

    @Override
    public Class<Object> type() {
        return Object.class;
    }

    @Override
    public Rich render(Object value) {
        String plain = Plain.text(value);
        if (value instanceof Optional<?> optional) {
            Rich inside = optional.isPresent() ? Render.of(optional.get()) : Rich.text(plain);
            return new Rich(inside.data(), inside.metadata()).with(Rich.PLAIN, plain);
        }
        return html(value, plain).map(html -> Rich.html(html, plain)).orElseGet(() -> Rich.text(plain));
    }

    private static Optional<Html> html(Object value, String plain) {
        if (value instanceof Throwable thrown) {
            return Optional.of(Throwables.html(thrown));
        } else if (value instanceof Map<?, ?> map) {
            return map.isEmpty() || !isOfTheJdk(value) ? Optional.empty() : Optional.of(Entries.html(map));
        } else if (value instanceof Record row) {
            return Components.isPlain(row, plain) ? Optional.of(Entries.html(row)) : Optional.empty();
        } else if (value.getClass().isArray() || value instanceof Collection<?> && isOfTheJdk(value)) {
            return Sequences.html(value);
        }
        return Optional.empty();
    }

    /** Classes of libraries have reasons of their own, and some read a database when they are asked for elements. */
    private static boolean isOfTheJdk(Object value) {
        return value.getClass().getName().startsWith("java.");
    }
}
