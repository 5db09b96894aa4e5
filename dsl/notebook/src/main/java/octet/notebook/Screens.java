package octet.notebook;

import java.io.PrintStream;
import java.util.Objects;

/** Knows the screen in use; at first it is the console, which prints plain text. */
public final class Screens {
    private static volatile Screen current = new Console();

    private Screens() {}

    /** Returns the screen in use. */
    public static Screen current() {
        return current;
    }

    /**
     * Sets the screen that everything is shown on from now on.
     *
     * @return the one before
     */
    public static Screen install(Screen screen) {
        Screen before = current;
        current = Objects.requireNonNull(screen, "screen");
        return before;
    }

    /** Prints plain text to the standard output; what is updated is printed again. */
    private static final class Console implements Screen {
        @Override
        public void show(String id, Rich value) {
            out().println(value.plain());
        }

        @Override
        public void update(String id, Rich value) {
            out().println(value.plain());
        }

        @Override
        public void clear(boolean wait) {
            // What a console has printed stays.
        }

        private static PrintStream out() {
            return System.out;
        }
    }
}
