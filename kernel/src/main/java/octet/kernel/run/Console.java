package octet.kernel.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import octet.kernel.cell.Sink;
import octet.notebook.Rich;
import octet.notebook.Visible;

/**
 * What a person sees who runs a notebook from a shell: a line for every cell, then what it prints and shows, as text.
 *
 * <p>What is shown again and again, such as progress, stays on one line of a terminal; elsewhere it comes every few
 * seconds. Thread-safe.
 */
final class Console {
    private static final Pattern ANSI = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final long REPEAT_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int WIDTH = 80;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean isTerminal;
    private final Map<String, Shown> shown = new HashMap<>();
    private final long start = System.nanoTime();
    private int inPlace;
    private String inPlaceId;
    private boolean atLineStart = true;

    private record Shown(String text, boolean printed, long at) {}

    Console(PrintStream out, PrintStream err, boolean isTerminal) {
        this.out = out;
        this.err = err;
        this.isTerminal = isTerminal;
    }

    synchronized void cell(int number, int count, String source) {
        freshLine();
        String title = source.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                .findFirst()
                .orElse("");
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        String head = String.format(Locale.ROOT, "[%d/%d %d:%02d] ", number, count, seconds / 60, seconds % 60);
        String line = head + Visible.line(title);
        line = line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
        out.println(isTerminal ? "\u001b[2m" + line + "\u001b[0m" : line);
        out.flush();
    }

    synchronized void text(Sink.Stream stream, String text) {
        endInPlace();
        PrintStream to = stream == Sink.Stream.STDOUT ? out : err;
        to.print(text);
        to.flush();
        atLineStart = text.endsWith("\n");
    }

    synchronized void show(String id, Rich value) {
        freshLine();
        if (fitsInPlace(value.plain())) {
            printInPlace(id, value.plain());
        } else {
            print(value.plain());
        }
        shown.put(id, new Shown(value.plain(), true, System.nanoTime()));
    }

    synchronized void update(String id, Rich value) {
        Shown before = shown.get(id);
        String text = value.plain();
        if (before != null && before.text().equals(text)) {
            return;
        }
        boolean inPlaceNow = fitsInPlace(text);
        boolean isDue = before == null || System.nanoTime() - before.at() > REPEAT_NANOS;
        if (inPlaceNow) {
            printInPlace(id, text);
        } else if (isDue) {
            freshLine();
            print(text);
        }
        long at = isDue || before == null ? System.nanoTime() : before.at();
        shown.put(id, new Shown(text, inPlaceNow || isDue, at));
    }

    synchronized void cellEnded() {
        printLatest();
        freshLine();
    }

    synchronized void result(Rich value) {
        printLatest();
        freshLine();
        print(value.plain());
    }

    synchronized void failed(Iterable<String> traceback) {
        printLatest();
        freshLine();
        out.flush();
        traceback.forEach(
                line -> err.println(isTerminal ? line : ANSI.matcher(line).replaceAll("")));
        err.flush();
    }

    /** Prints what was shown last where the reader has not seen it yet. */
    private void printLatest() {
        shown.replaceAll((id, last) -> {
            if (!last.printed()) {
                freshLine();
                print(last.text());
            }
            return new Shown(last.text(), true, last.at());
        });
    }

    private boolean fitsInPlace(String text) {
        return isTerminal && !text.contains("\n") && text.length() < WIDTH;
    }

    /** Leaves the cursor behind the text, so that the next one of the same id can take its place. */
    private void printInPlace(String id, String text) {
        if (!id.equals(inPlaceId)) {
            freshLine();
        }
        out.print("\r" + text + " ".repeat(Math.max(0, inPlace - text.length())));
        out.flush();
        inPlaceId = id;
        inPlace = Math.max(1, text.length());
        atLineStart = false;
    }

    private void print(String text) {
        out.println(Objects.requireNonNullElse(text, ""));
        out.flush();
        atLineStart = true;
    }

    private void endInPlace() {
        if (inPlace > 0) {
            out.println();
            inPlace = 0;
            inPlaceId = null;
            atLineStart = true;
        }
    }

    private void freshLine() {
        endInPlace();
        if (!atLineStart) {
            out.println();
            atLineStart = true;
        }
    }
}
