package octet.kernel.jshell;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/** Where the line after unfinished code should start. */
final class Indent {
    private static final String STEP = "    ";
    private static final Pattern OPENING =
            Pattern.compile(".*(?:[{(\\[=:]|->|\\b(?:if|while|for)\\s*\\(.*\\)|\\b(?:else|do))");

    /** The head of a statement at the end of code; JShell takes a line break for its body. */
    private static final Pattern HEAD =
            Pattern.compile("(?:.*\\}\\s*)?(?:(?:else\\s+)?(?:if|while|for)\\s*\\(.*\\)|else|do)");

    private static final Pattern ANNOTATIONS = Pattern.compile("(?:@[\\w.]+(?:\\([^()]*\\))?\\s*)+");
    private static final Pattern DO = Pattern.compile("do\\b.*", Pattern.DOTALL);

    private Indent() {}

    /** Returns whether a statement ends before its body, or a declaration behind its annotations. */
    static boolean awaitsMore(String statement) {
        String code = new Scan(statement).lastCode().strip();
        boolean isHead = HEAD.matcher(code).matches()
                && (code.equals("do") || !DO.matcher(statement).matches());
        return isHead || ANNOTATIONS.matcher(statement.strip()).matches();
    }

    /** Returns white space: one step for every line that opened a bracket, and one for what goes on without one. */
    static String after(String code) {
        String lastLine = code.substring(code.lastIndexOf('\n') + 1);
        Scan scan = new Scan(code);
        String own = lastLine.isBlank() ? scan.lineStart() : Scan.leading(lastLine);
        if (scan.isInText()) {
            return own;
        }
        if (OPENING.matcher(scan.lastCode().strip()).matches()) {
            return own + STEP;
        }
        return scan.openLine() == null || own.length() > scan.openLine().length() ? own : scan.openLine() + STEP;
    }

    /** Reads code as far as brackets, texts and comments matter. */
    private static final class Scan {
        private final Deque<String> open = new ArrayDeque<>();
        private final StringBuilder line = new StringBuilder();
        private String lastCode = "";
        private String lineStart = "";
        private char inside;

        /** Stands for a text block, where a quote stands for a string and a star for a comment. */
        private static final char BLOCK = 'b';

        Scan(String code) {
            for (int i = 0; i < code.length(); i++) {
                i += step(code, i);
            }
            keepLine();
        }

        boolean isInText() {
            return inside == BLOCK || inside == '*';
        }

        /** Returns the last line that holds code, without its comments. */
        String lastCode() {
            return lastCode;
        }

        /** Returns the white space before it. */
        String lineStart() {
            return lineStart;
        }

        /** Returns the white space of the line with the innermost bracket that is open; null where there is none. */
        String openLine() {
            return open.peek();
        }

        /** Returns how many characters beyond this one are used. */
        private int step(String code, int i) {
            char c = code.charAt(i);
            if (c == '\n') {
                keepLine();
                if (inside == '"' || inside == '\'' || inside == '/') {
                    inside = 0;
                }
                return 0;
            }
            if (inside != 0) {
                return within(code, i);
            }
            if (code.startsWith("\"\"\"", i)) {
                inside = BLOCK;
                return 2;
            }
            if (code.startsWith("//", i) || code.startsWith("/*", i)) {
                inside = code.charAt(i + 1);
                return 1;
            }
            if (c == '"' || c == '\'') {
                inside = c;
            }
            line.append(c);
            if (c == '{' || c == '(' || c == '[') {
                open.push(leading(line.toString()));
            } else if ((c == '}' || c == ')' || c == ']') && !open.isEmpty()) {
                open.pop();
            }
            return 0;
        }

        private int within(String code, int i) {
            char c = code.charAt(i);
            if (c == '\\' && (inside == BLOCK || inside == '"' || inside == '\'')) {
                return 1;
            }
            if (inside == BLOCK && code.startsWith("\"\"\"", i)) {
                inside = 0;
                line.append('"');
                return 2;
            }
            if (inside == '*' && code.startsWith("*/", i)) {
                inside = 0;
                return 1;
            }
            if (c == inside && (c == '"' || c == '\'')) {
                inside = 0;
                line.append(c);
            }
            return 0;
        }

        static String leading(String text) {
            return text.substring(0, text.length() - text.stripLeading().length());
        }

        private void keepLine() {
            if (!line.toString().isBlank()) {
                lastCode = line.toString();
                lineStart = leading(line.toString());
            }
            line.setLength(0);
        }
    }
}
