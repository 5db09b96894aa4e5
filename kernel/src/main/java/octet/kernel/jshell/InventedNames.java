package octet.kernel.jshell;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of classes that JShell puts around a cell's code, which mean nothing to a reader. */
final class InventedNames {
    private static final String MARK = "$JShell$";

    /** Names the snippets in the class by their numbers; letters count its versions. */
    private static final String NAME = "REPL\\.\\$JShell\\$(\\d+)[A-Z]*(?:_\\d+[A-Z]*)*";

    private static final Pattern WRAPPER = Pattern.compile("(?:cells//)?" + NAME + "[.$]");
    private static final Pattern METHOD = Pattern.compile(NAME + " do_it\\$");
    private static final Pattern CLASS = Pattern.compile("(" + NAME + ")(?:\\$.*)?");

    /** What the JVM adds about class loaders where a cast fails. */
    private static final Pattern LOADER = Pattern.compile(" \\([^()]*\\bloader 'cells' @[0-9a-f]+[^()]*\\)");

    private static final Pattern SAME_NAME = Pattern.compile("class ([\\w.$]+) cannot be cast to class \\1(?![\\w.$])");

    private InventedNames() {}

    /** Returns a text without them; null for null. */
    static String hide(String text) {
        if (text == null || !text.contains(MARK)) {
            return text;
        }
        String plain = METHOD.matcher(LOADER.matcher(text).replaceAll("")).replaceAll("cell");
        plain = WRAPPER.matcher(plain).replaceAll("");
        return SAME_NAME.matcher(plain).replaceAll("$0, which was declared anew since: make the object again");
    }

    /** Returns the id of the snippet for which a class was made; empty for one of a library. */
    static Optional<String> snippet(String className) {
        Matcher matcher = CLASS.matcher(className);
        return matcher.matches() ? Optional.of(matcher.group(2)) : Optional.empty();
    }

    /** Returns the class that JShell made around another; that class itself if it is none of JShell's. */
    static String wrapper(String className) {
        Matcher matcher = CLASS.matcher(className);
        return matcher.matches() ? matcher.group(1) : className;
    }
}
