package octet.kernel.session;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import octet.kernel.doc.Description;
import octet.kernel.jshell.Introspection;
import octet.notebook.Html;
import octet.notebook.Rich;

/** Tells what a name in a cell is, for a person who asks. */
final class Inspector {
    private static final Pattern MAGIC = Pattern.compile("%{1,2}(\\w+).*");

    private final Introspection introspection;
    private final Magics magics;

    Inspector(Introspection introspection, Magics magics) {
        this.introspection = introspection;
        this.magics = magics;
    }

    /**
     * Returns what is known about the name at a place.
     *
     * @param cursor a position in the cell, in characters
     * @param withSource whether to show the source of what a cell has declared
     */
    Optional<Rich> inspect(String cell, int cursor, boolean withSource) {
        int at = Math.max(0, Math.min(cursor, cell.length()));
        int end = cell.indexOf('\n', at);
        String line = cell.substring(cell.lastIndexOf('\n', at - 1) + 1, end < 0 ? cell.length() : end);
        Matcher magic = MAGIC.matcher(line);
        if (magic.matches() && magics.usages().containsKey(magic.group(1))) {
            return Optional.of(Rich.text(magics.usages().get(magic.group(1))));
        }
        List<Description> found = introspection.inspect(cell, at);
        Optional<String> source = withSource ? introspection.source(cell, at) : Optional.empty();
        if (found.isEmpty() && source.isEmpty()) {
            return Optional.empty();
        }
        String plain = found.stream().map(Description::plain).distinct().collect(Collectors.joining("\n\n"));
        Html html = Html.all(found.stream().map(Description::html).toList());
        if (source.isPresent()) {
            plain = (plain + "\n\n" + source.get()).strip();
            html = Html.all(List.of(html, Html.element("pre").text(source.get())));
        }
        return Optional.of(Rich.html(html, plain));
    }
}
