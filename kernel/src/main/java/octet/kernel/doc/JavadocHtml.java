package octet.kernel.doc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import octet.notebook.Html;

/**
 * Documentation comments as HTML. Comments come from whatever library is there, so of their markup only elements that lay
 * text out are kept, without attributes.
 */
final class JavadocHtml {
    private static final Pattern TOKEN = Pattern.compile(
            "\\{@(?<tag>\\w+)\\s*(?<content>(?:[^{}]|\\{[^{}]*\\})*)\\}|<(?<close>/?)(?<element>[a-zA-Z][a-zA-Z0-9]*)[^>]*>"
                    + "|&(?<entity>#\\d{1,6}|\\w+);|[^{<&]+|.",
            Pattern.DOTALL);

    private static final Pattern BLOCK_TAG = Pattern.compile("(?m)^\\s*@(\\w+)");

    private static final Set<String> LAYOUT = Set.of(
            "p",
            "br",
            "hr",
            "pre",
            "code",
            "tt",
            "b",
            "strong",
            "i",
            "em",
            "sub",
            "sup",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "blockquote",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5");

    private static final Map<String, String> ENTITIES = Map.of(
            "lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'", "nbsp", "\u00a0", "ndash", "–", "mdash", "—");

    private static final Map<String, String> HEADINGS = Map.of(
            "param", "Parameters", "return", "Returns", "throws", "Throws", "exception", "Throws", "see", "See also");

    private JavadocHtml() {}

    static Html of(String comment) {
        Matcher first = BLOCK_TAG.matcher(comment);
        boolean hasBlocks = first.find();
        String description = hasBlocks ? comment.substring(0, first.start()) : comment;
        List<Html> parts = new ArrayList<>(List.of(Html.element("p").add(inline(description))));
        if (hasBlocks) {
            parts.addAll(blocks(comment.substring(first.start()).split("(?m)^\\s*(?=@\\w)")));
        }
        return Html.all(parts);
    }

    private static List<Html> blocks(String[] blocks) {
        List<Html> parts = new ArrayList<>();
        String heading = "";
        for (String block : blocks) {
            Matcher tag = BLOCK_TAG.matcher(block);
            if (tag.find()) {
                String next = HEADINGS.getOrDefault(tag.group(1), capitalized(tag.group(1)));
                if (!next.equals(heading)) {
                    parts.add(Html.element("p").add(Html.element("b").text(next)));
                    heading = next;
                }
                boolean isNamed = Set.of("param", "throws", "exception").contains(tag.group(1));
                parts.add(item(block.substring(tag.end()).strip(), isNamed));
            }
        }
        return parts;
    }

    private static Html item(String text, boolean isNamed) {
        String[] words = text.split("\\s+", 2);
        Html content = isNamed && words.length == 2
                ? Html.all(List.of(Html.element("code").text(words[0]), Html.of(" – "), inline(words[1])))
                : inline(text);
        return Html.element("ul").add(Html.element("li").add(content));
    }

    private static String capitalized(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static Html inline(String text) {
        List<Html> pieces = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            pieces.add(piece(token));
        }
        return Html.all(pieces);
    }

    private static Html piece(Matcher token) {
        if (token.group("tag") != null) {
            String words = Javadoc.text(token.group());
            return Set.of("code", "link", "value", "snippet").contains(token.group("tag"))
                    ? Html.element("code").text(words)
                    : Html.of(words);
        }
        if (token.group("element") != null) {
            String element = token.group("element").toLowerCase(Locale.ROOT);
            return LAYOUT.contains(element)
                    ? Html.tag(element, !token.group("close").isEmpty())
                    : Html.EMPTY;
        }
        String entity = token.group("entity");
        if (entity == null) {
            return Html.of(token.group());
        }
        if (entity.startsWith("#")) {
            int point = Integer.parseInt(entity.substring(1));
            return Html.of(Character.isValidCodePoint(point) ? Character.toString(point) : "");
        }
        return Html.of(ENTITIES.getOrDefault(entity, token.group()));
    }
}
