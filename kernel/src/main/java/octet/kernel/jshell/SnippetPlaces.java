package octet.kernel.jshell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.Snippet;
import octet.kernel.jshell.CellFailure.Frame;
import octet.kernel.jshell.CellFailure.Link;
import octet.kernel.jshell.CellFailure.Problem;

/** Knows in which cell and line each snippet stands, to translate JShell's positions into the reader's. */
final class SnippetPlaces {
    private record Place(int cell, int line, String source) {
        String sourceLine(int lineInSnippet) {
            String[] lines = source.split("\n", -1);
            return lineInSnippet >= 1 && lineInSnippet <= lines.length ? lines[lineInSnippet - 1].strip() : "";
        }
    }

    /** Exceptions of Octet whose message says all; where it noticed is nothing for the reader. */
    private static final String WORDED = "octet.problem.";

    private final Map<String, Place> places = new HashMap<>();

    void put(Snippet snippet, int cell, int line) {
        put(snippet.id(), snippet.source(), cell, line);
    }

    void put(String id, String source, int cell, int line) {
        places.put(id, new Place(cell, line, source));
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
        return diag.getMessage(Locale.ENGLISH)
                .replaceAll("(?m)^\\s*location:.*$\\R?", "")
                .stripTrailing();
    }

    /** Returns an exception and its causes with the frames that concern the reader. */
    List<Link> chain(Throwable exception) {
        List<Link> chain = new ArrayList<>();
        for (Throwable e = exception; e != null; e = e.getCause()) {
            String type = e instanceof EvalException eval
                    ? eval.getExceptionClassName()
                    : e.getClass().getName();
            chain.add(new Link(type, e.getMessage(), frames(e.getStackTrace(), type.startsWith(WORDED))));
        }
        return chain;
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

    /** JShell names the file of a snippet by its id: #12. */
    private boolean isInCell(StackTraceElement element) {
        String file = element.getFileName();
        return file != null && file.startsWith("#") && places.containsKey(file.substring(1));
    }

    private Frame inCell(StackTraceElement element) {
        Place place = places.get(element.getFileName().substring(1));
        String method = element.getMethodName();
        String name = method.isEmpty() || method.startsWith("do_it$") ? "cell" : method;
        int line = Math.max(1, element.getLineNumber());
        return new Frame(name, place.cell(), place.line() + line - 1, place.sourceLine(line));
    }

    private static boolean isMachinery(String className, boolean isWorded) {
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
