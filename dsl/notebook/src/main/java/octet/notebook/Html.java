package octet.notebook;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A piece of HTML, and the only place of the project where markup is written.
 *
 * <p>Immutable: {@code Html.element("td").attribute("class", "num").text(name)}. Text and attribute values are escaped,
 * their control characters made visible as by {@link Visible}; elements and attributes that run code cannot be made,
 * and links lead to pages only.
 */
public final class Html {
    /** Nothing. */
    public static final Html EMPTY = new Html("", "", "");

    private static final Pattern ELEMENT = Pattern.compile("[a-z][a-zA-Z0-9]*");
    private static final Pattern ATTRIBUTE = Pattern.compile("[a-zA-Z][a-zA-Z0-9:_-]*");
    private static final Set<String> RUNS_CODE =
            Set.of("script", "iframe", "object", "embed", "applet", "base", "foreignobject", "animate", "set");
    private static final Set<String> VOID =
            Set.of("area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr");
    private static final Set<String> LINKS =
            Set.of("href", "src", "srcset", "action", "formaction", "poster", "xlink:href", "data", "background");
    private static final Pattern SAFE_LINK =
            Pattern.compile("(https?://|mailto:|#|data:image/(png|jpeg|gif|webp);base64,).*|[^:]*", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    private final String before;
    private final String content;
    private final String after;

    private Html(String before, String content, String after) {
        this.before = before;
        this.content = content;
        this.after = after;
    }

    /**
     * Returns an element without content.
     *
     * @param name for example {@code table}
     * @throws IllegalArgumentException if it is not a name, or one of an element that runs code
     */
    public static Html element(String name) {
        if (!ELEMENT.matcher(name).matches() || RUNS_CODE.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("not an element that may be shown: " + Visible.line(name));
        }
        return new Html("<" + name + ">", "", VOID.contains(name) ? "" : "</" + name + ">");
    }

    /**
     * Returns one end of an element alone, for documents that are rewritten tag by tag and may leave elements open.
     *
     * @param name for example {@code p}
     * @param isEnd whether it is the end tag
     * @throws IllegalArgumentException as {@link #element(String)}
     */
    public static Html tag(String name, boolean isEnd) {
        Html element = element(name);
        return new Html("", isEnd ? element.after : element.before, "");
    }

    /** Returns escaped text; line breaks are kept. */
    public static Html of(String text) {
        return new Html("", escaped(Visible.lines(text)), "");
    }

    /** Returns pieces one after the other. */
    public static Html all(Iterable<Html> pieces) {
        StringBuilder all = new StringBuilder();
        pieces.forEach(piece -> all.append(piece.markup()));
        return new Html("", all.toString(), "");
    }

    /**
     * Returns markup as it is. Only for what a notebook's author wrote or a cell of it displayed: its code runs with the
     * same rights already. Never for a name or text that comes from a file.
     */
    public static Html ofAuthor(String markup) {
        return new Html("", markup, "");
    }

    /**
     * Returns a whole page.
     *
     * @param title the page's title
     * @param css its style sheet
     * @param body what is on it; it loads nothing from a network and runs no script
     * @throws IllegalArgumentException if the style sheet holds a tag
     */
    public static Html page(String title, String css, Html body) {
        if (css.contains("<")) {
            throw new IllegalArgumentException("the style sheet must hold no tag");
        }
        Html head = element("head")
                .add(
                        element("meta").attribute("charset", "utf-8"),
                        element("meta")
                                .attribute("http-equiv", "Content-Security-Policy")
                                .attribute("content", "default-src 'none'; img-src data:; style-src 'unsafe-inline'"),
                        element("meta")
                                .attribute("name", "viewport")
                                .attribute("content", "width=device-width, initial-scale=1"),
                        element("meta").attribute("name", "color-scheme").attribute("content", "light dark"),
                        element("title").text(title),
                        element("style").add(ofAuthor(css)));
        Html page = element("html")
                .attribute("lang", "en")
                .add(head, element("body").add(body));
        return new Html("<!DOCTYPE html>\n", page.markup(), "\n");
    }

    /**
     * Returns this element with an attribute. A link to anything but a page, a mail address or a picture is left out.
     *
     * @throws IllegalArgumentException if the name is not one, or that of an event handler
     * @throws IllegalStateException if this is not an element
     */
    public Html attribute(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!ATTRIBUTE.matcher(name).matches() || lower.startsWith("on") || lower.equals("srcdoc")) {
            throw new IllegalArgumentException("not an attribute that may be shown: " + Visible.line(name));
        }
        if (!before.endsWith(">")) {
            throw new IllegalStateException("an attribute belongs to an element: start with Html.element(name)");
        }
        if (LINKS.contains(lower) && !isSafeLink(value)) {
            return this;
        }
        String attribute = " " + name + "=\"" + escaped(Visible.lines(value)) + "\"";
        return new Html(before.substring(0, before.length() - 1) + attribute + ">", content, after);
    }

    /** Returns this with a class name; the same as {@code attribute("class", name)}. */
    public Html styled(String className) {
        return attribute("class", className);
    }

    /** Returns this with escaped text added to its content. */
    public Html text(String text) {
        return add(of(text));
    }

    /** Returns this with pieces added to its content. */
    public Html add(Html... pieces) {
        StringBuilder more = new StringBuilder(content);
        for (Html piece : pieces) {
            more.append(piece.markup());
        }
        return new Html(before, more.toString(), after);
    }

    /** Returns this with pieces added to its content. */
    public Html add(Iterable<Html> pieces) {
        return add(all(pieces));
    }

    /** Returns the markup. */
    public String markup() {
        return before + content + after;
    }

    /** Returns the text without its tags, for a place that shows plain text only. */
    public String plain() {
        return TAG.matcher(markup())
                .replaceAll("")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&")
                .strip();
    }

    /** Returns the markup. */
    @Override
    public String toString() {
        return markup();
    }

    private static boolean isSafeLink(String link) {
        // A browser skips white space and controls inside a scheme, so "java\nscript:" has to be seen as one word.
        String compact = link.codePoints()
                .filter(c -> c > 0x20 && !Character.isWhitespace(c) && c != 0x7f)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .toLowerCase(Locale.ROOT);
        return SAFE_LINK.matcher(compact).matches();
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
