package octet.kernel.jshell;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes stack traces readable that a cell prints, or a library or a thread of it: with cells and their lines, and without
 * what runs the cells.
 */
final class PrintedTraces {
    private static final Pattern FRAME = Pattern.compile(
            "(?m)^([ \\t]*at )(?:[^\\s(/]*/)*([^\\s(/]+)\\.([^\\s(.]+)\\(([^():\\n]*)(?::(\\d+))?\\)[^\\n]*(?:\\n|$)");

    /** From here on a trace tells of the kernel's own threads. */
    private static final Pattern REST = Pattern.compile(
            "(?m)^[ \\t]*at \\S*octet\\.kernel\\.jshell\\.CellControl\\.[^\\n]*(?:\\n[ \\t]+at [^\\n]*)*(?:\\n|$)");

    private final SnippetPlaces places;

    PrintedTraces(SnippetPlaces places) {
        this.places = places;
    }

    /** Returns a text that is to be printed, of whole lines or not. */
    String readable(String text) {
        boolean hasNames = text.contains("$JShell$");
        if (!hasNames && !text.contains("octet.kernel.jshell.")) {
            return text;
        }
        String kept = REST.matcher(text).replaceAll("");
        return InventedNames.hide(FRAME.matcher(kept).replaceAll(frame -> Matcher.quoteReplacement(readable(frame))))
                .replace(Stop.Exit.class.getName(), SnippetPlaces.EXIT);
    }

    private String readable(MatchResult frame) {
        String line = frame.group(5);
        StackTraceElement element = new StackTraceElement(
                frame.group(2), frame.group(3), frame.group(4), line == null ? 0 : Integer.parseInt(line));
        if (!places.isInCell(element)) {
            return SnippetPlaces.isMachinery(element.getClassName(), false) ? "" : frame.group();
        }
        CellFailure.Frame inCell = places.inCell(element);
        return frame.group(1) + inCell.method() + "(In [" + inCell.cell() + "]:" + inCell.line() + ")\n";
    }
}
