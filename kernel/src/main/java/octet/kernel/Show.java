package octet.kernel;

import octet.notebook.Visible;

/** Prints values of the chain on the console. */
final class Show {
    private Show() {}

    /** Prints a value; names in it come from a file, and must not reach the terminal as commands. */
    static void value(Object value) {
        System.out.println(Visible.lines(value.toString()));
    }
}
