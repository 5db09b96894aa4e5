package octet.notebook.values;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import octet.notebook.Html;

/** An exception that is a value: what it says, its causes, and the stack behind a fold. */
final class Throwables {
    private static final int MOST_CAUSES = 10;
    private static final int MOST_FRAMES = 30;
    private static final String SMALL = "font-size: 0.9em; opacity: 0.75; padding: 0.1em 0";

    private Throwables() {}

    static Html html(Throwable thrown) {
        List<Html> pieces = new ArrayList<>();
        // Causes may form a ring, against the rules.
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Throwable one = thrown;
        while (one != null && seen.add(one) && pieces.size() < MOST_CAUSES) {
            pieces.add(line(pieces.isEmpty() ? "" : "Caused by ", one));
            one = one.getCause();
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (pieces.size() < MOST_CAUSES) {
                pieces.add(line("Suppressed ", suppressed));
            }
        }
        return Html.element("div").add(pieces).add(stack(thrown));
    }

    private static Html line(String before, Throwable thrown) {
        String message = thrown.getMessage();
        return Html.element("div")
                .add(
                        Html.of(before),
                        Html.element("b").text(thrown.getClass().getName()),
                        Html.of(message == null ? "" : ": " + message));
    }

    private static Html stack(Throwable thrown) {
        StackTraceElement[] frames = thrown.getStackTrace();
        if (frames.length == 0) {
            return Html.EMPTY;
        }
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
            lines.append("at ").append(frames[i]).append('\n');
        }
        if (frames.length > MOST_FRAMES) {
            lines.append("… ").append(frames.length - MOST_FRAMES).append(" more\n");
        }
        return Html.element("details")
                .attribute("style", SMALL)
                .add(
                        Html.element("summary").text(frames.length + " stack frames"),
                        Html.element("pre").text(lines.toString()));
    }
}
