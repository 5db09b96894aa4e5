package octet.kernel.session;

import java.util.List;
import java.util.Optional;
import octet.notebook.Rich;

/** How a cell ended. */
public sealed interface Outcome {
    /**
     * It ran to its end.
     *
     * @param value what to show as its result, if it has one
     */
    record Done(Optional<Rich> value) implements Outcome {}

    /**
     * It failed or was interrupted.
     *
     * @param name the error's class, without its package
     * @param message in words
     * @param traceback lines for the reader, coloured by ANSI escapes
     */
    record Failed(String name, String message, List<String> traceback) implements Outcome {}
}
