package octet.progress;

import java.io.PrintStream;

/**
 * Shows progress as a line of text: redrawn in place on a terminal; elsewhere, as in a log, one line every ten seconds
 * and one at the end.
 */
public final class ConsoleProgress implements ProgressView {

    private static final double LOG_SECONDS = 10;

    private final PrintStream out;
    private final boolean terminal;
    private double logged;
    private long run = -1;

    /** Writes to {@code out}; redraws in place when the process has a console. */
    public ConsoleProgress(PrintStream out) {
        this.out = out;
        this.terminal = System.console() != null;
    }

    @Override
    public synchronized void show(State state) {
        if (state.run() != run) {
            run = state.run();
            logged = 0;
        }
        if (terminal) {
            out.print("\r\u001b[K" + state.inWords() + (state.finished() ? System.lineSeparator() : ""));
            out.flush();
        } else if (state.finished() || state.seconds() - logged >= LOG_SECONDS) {
            logged = state.seconds();
            out.println(state.inWords());
        }
    }

    @Override
    public synchronized void say(String line) {
        out.println(line);
    }
}
