package octet.kernel;

import java.util.stream.Collectors;
import octet.QuantizedModel;
import octet.notebook.Visible;

/** Prints values of the chain on the console. */
final class Show {
    private Show() {}

    /** Prints a value; names in it come from a file, and must not reach the terminal as commands. */
    static void value(Object value) {
        System.out.println(Visible.lines(value.toString()));
    }

    /** Prints an int8 model, with what to try in this command's own options instead of code. */
    static void quantized(QuantizedModel int8) {
        value(int8.summary());
        int8.check()
                .advice()
                .ifPresent(advice -> value("Try: "
                        + advice.scope().rules().stream()
                                .map(rule -> option(rule.text()))
                                .collect(Collectors.joining(" "))
                        + " "
                        + advice.effect()));
    }

    /** Quoted for a shell, as names may hold any character. */
    private static String option(String name) {
        return "--ignore '" + name.replace("'", "'\\''") + "'";
    }
}
