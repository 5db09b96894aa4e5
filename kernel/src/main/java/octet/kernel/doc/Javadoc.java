package octet.kernel.doc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Documentation comments as plain text. */
final class Javadoc {
    private static final Pattern INLINE_TAG = Pattern.compile("\\{@(\\w+)\\s*([^{}]*)\\}");
    private static final Pattern BLOCK =
            Pattern.compile("(?i)(?:\\s*</?(?:p|br|li|ul|ol|dl|dt|dd|tr|h\\d|pre|blockquote)\\b[^>]*>)+\\s*");
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^>]*>");

    /** A reference, with parameters or without, and the words to show for it. */
    private static final Pattern LABELLED = Pattern.compile("[^\\s(]*(?:\\([^)]*\\))?\\s+(.+)", Pattern.DOTALL);

    private Javadoc() {}

    static String text(String comment) {
        String text = comment;
        // From the inside outwards, since tags such as {@code {@link x}} hold others.
        for (Matcher tag = INLINE_TAG.matcher(text); tag.find(); tag = INLINE_TAG.matcher(text)) {
            text = tag.replaceAll(found -> Matcher.quoteReplacement(inline(found.group(1), found.group(2))));
        }
        text = TAG.matcher(BLOCK.matcher(text).replaceAll("\n")).replaceAll("");
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replaceAll("(?m)^ +", "")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }

    private static String inline(String tag, String content) {
        String text = content.strip();
        if (!tag.startsWith("link")) {
            return text;
        }
        Matcher labelled = LABELLED.matcher(text);
        return labelled.matches() ? labelled.group(1) : text.replace('#', '.').replaceAll("^\\.", "");
    }
}
