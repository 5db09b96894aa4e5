package octet.kernel.jshell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.Snippet;
import octet.kernel.jshell.CellFailure.Frame;
import octet.kernel.jshell.CellFailure.Link;
import octet.kernel.jshell.CellFailure.Problem;

/** Knows in which cell and line each snippet stands, to translate JShell's positions into the reader's. */
final class SnippetPlaces {
    /** The lines of the class before the snippet's are known only where JShell does not change them later. */
    private record Place(int cell, int line, String source, int linesBefore) {
        String sourceLine(int lineInSnippet) {
            String[] lines = source.split("\n", -1);
            return lineInSnippet >= 1 && lineInSnippet <= lines.length ? lines[lineInSnippet - 1].strip() : "";
        }
    }

    /** Exceptions of Octet whose message says all; where it noticed is nothing for the reader. */
    private static final String WORDED = "octet.problem.";

    /** What a cell declares is public to JShell, so this constructor must be so as well, although Java alone asks less. */
    private static final String WEAK_CONSTRUCTOR = "invalid canonical constructor";

    private static final int UNKNOWN = -1;

    /** What the reader is shown as the name of {@link Stop.Exit}. */
    static final String EXIT = "SystemExit";

    private final Map<String, Place> places = new ConcurrentHashMap<>();
    private final SnippetLines lines;
    private volatile Place current;

    SnippetPlaces(SnippetLines lines) {
        this.lines = lines;
    }

    /** Says where the next snippet stands, whose id is known only when it has run. */
    void begin(String source, int cell, int line) {
        current = new Place(cell, line, source, UNKNOWN);
    }

    void put(Snippet snippet, int cell, int line) {
        Place place = new Place(cell, line, snippet.source(), UNKNOWN);
        places.put(snippet.id(), place);
        // What was declared anew has the same id, and older code may still run.
        places.put(lines.className(snippet), place);
    }

    void put(ExpressionCompiler.Compiled expression, String source, int cell, int line) {
        Place place = new Place(cell, line, source, expression.linesBefore());
        places.put(expression.id(), place);
        places.put(expression.className(), place);
    }

    /** Returns what the compiler says about a snippet that starts in a line. */
    static Problem problem(Diag diag, String snippet, int firstLine) {
        int at = (int) Math.max(0, Math.min(snippet.length(), diag.getPosition()));
        int start = snippet.lastIndexOf('\n', at - 1) + 1;
        int end = snippet.indexOf('\n', at);
        String line = snippet.substring(start, end < 0 ? snippet.length() : end);
        int from = (int) Math.max(start, Math.min(diag.getStartPosition(), at));
        int to = (int) Math.max(at + 1L, Math.min(diag.getEndPosition(), start + line.length()));
        int lineNumber = firstLine
                + (int) snippet.substring(0, start)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return new Problem(lineNumber, line, from - start, Math.max(1, to - from), words(diag));
    }

    /** The location is always one of JShell's invented classes. */
    private static String words(Diag diag) {
        // JShell leaves its class's name out, but not the words around it.
        String words = InventedNames.hide(diag.getMessage(Locale.ENGLISH)
                .replaceAll("(?m)^\\s*location:.*$\\R?", "")
                .replace(" in class  ", " ")
                .stripTrailing());
        return words.startsWith(WEAK_CONSTRUCTOR) && words.contains("was public")
                ? words + "\n  write public before it"
                : words;
    }

    /** Returns an exception and its causes with the frames that concern the reader. */
    List<Link> chain(Throwable exception) {
        List<Link> chain = new ArrayList<>();
        for (Throwable e = exception; e != null; e = e.getCause()) {
            String type = e instanceof EvalException eval
                    ? eval.getExceptionClassName()
                    : e.getClass().getName();
            chain.add(new Link(
                    named(type),
                    InventedNames.hide(e.getMessage()),
                    frames(e.getStackTrace(), type.startsWith(WORDED))));
        }
        return chain;
    }

    private static String named(String type) {
        return type.equals(Stop.Exit.class.getName()) ? EXIT : InventedNames.hide(type);
    }

    private List<Frame> frames(StackTraceElement[] stack, boolean isWorded) {
        int lastInCell = -1;
        for (int i = 0; i < stack.length; i++) {
            if (isInCell(stack[i])) {
                lastInCell = i;
            }
        }
        int end = lastInCell < 0 ? stack.length : lastInCell + 1;
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < end; i++) {
            if (isInCell(stack[i])) {
                frames.add(inCell(stack[i]));
            } else if (!isMachinery(stack[i].getClassName(), isWorded)) {
                String method = stack[i].getClassName() + "." + stack[i].getMethodName();
                frames.add(new Frame(method, 0, 0, where(stack[i])));
            }
        }
        return Collections.unmodifiableList(frames);
    }

    /** Returns whether a frame is of a cell's code. Called by any thread. */
    boolean isInCell(StackTraceElement element) {
        return snippet(element).isPresent() && place(element) != null;
    }

    /** JShell names the file of a snippet by its id, #12, in the traces that it gives; the JVM knows only the class. */
    private static Optional<String> snippet(StackTraceElement element) {
        String file = element.getFileName();
        return file != null && file.startsWith("#")
                ? Optional.of(file.substring(1))
                : InventedNames.snippet(element.getClassName());
    }

    private Place place(StackTraceElement element) {
        Place exact = places.get(InventedNames.wrapper(element.getClassName()));
        return exact == null ? places.getOrDefault(snippet(element).orElse(""), current) : exact;
    }

    /** Returns the number of the cell in whose code a frame is; 0 where it is in none. Called by any thread. */
    int cellOf(StackTraceElement element) {
        return isInCell(element) ? place(element).cell() : 0;
    }

    /** Returns a frame of a cell as the reader knows it. */
    Frame inCell(StackTraceElement element) {
        Place place = place(element);
        String file = element.getFileName();
        boolean isTranslated = file != null && file.startsWith("#");
        int line = isTranslated ? Math.max(1, element.getLineNumber()) : lineOfClass(element, place);
        return new Frame(name(element), place.cell(), place.line() + line - 1, place.sourceLine(line));
    }

    private int lineOfClass(StackTraceElement element, Place place) {
        return place.linesBefore() == UNKNOWN
                ? lines.inSnippet(
                        InventedNames.wrapper(element.getClassName()),
                        snippet(element).orElse(""),
                        element.getLineNumber())
                : Math.max(1, element.getLineNumber() - place.linesBefore());
    }

    private static String name(StackTraceElement element) {
        String method = element.getMethodName();
        String type = element.getClassName();
        String name = method.isEmpty() || method.startsWith("do_it$")
                ? "cell"
                : method.startsWith("lambda$") ? "lambda" : method;
        String owner = InventedNames.hide(type);
        // JShell leaves out the class of a snippet, the JVM does not.
        return owner.equals(type) || owner.isEmpty() ? name : owner + "." + name;
    }

    static boolean isMachinery(String className, boolean isWorded) {
        return className.startsWith("octet.kernel.")
                || isWorded && className.startsWith("octet.")
                || className.startsWith("jdk.jshell.")
                || className.startsWith("jdk.internal.reflect.")
                || className.startsWith("java.lang.reflect.")
                || className.startsWith("REPL.");
    }

    private static String where(StackTraceElement element) {
        if (element.isNativeMethod()) {
            return "native";
        }
        return element.getFileName() == null ? "" : element.getFileName() + ":" + element.getLineNumber();
    }
}
