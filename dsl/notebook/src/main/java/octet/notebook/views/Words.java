package octet.notebook.views;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import octet.notebook.Visible;
import octet.range.Range;

/** Values of the chain in plain text. */
final class Words {
    private static final int MOST_LINES = 24;

    private Words() {}

    /** Returns the value's own text, safe to print, and of a long one the first lines. */
    static String of(Object value) {
        String text = Visible.lines(value.toString());
        List<String> lines = text.lines().toList();
        if (lines.size() <= MOST_LINES) {
            return text;
        }
        return lines.stream().limit(MOST_LINES).collect(Collectors.joining("\n"))
                + format("%n… %,d more lines; System.out.println has them all", lines.size() - MOST_LINES);
    }

    static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Returns any value on one line. */
    static String line(Object value) {
        return Visible.line(String.valueOf(value));
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9 ? format("%.0f", value) : format("%.4g", value);
    }

    static String megabytes(long bytes) {
        return format("%.2f MB", bytes / (double) (1 << 20));
    }

    static String range(Range range) {
        return range == null ? "" : format("%.3g … %.3g", range.low(), range.high());
    }
}
