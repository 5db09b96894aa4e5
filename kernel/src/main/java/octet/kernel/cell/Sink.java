package octet.kernel.cell;

import java.util.Map;
import octet.notebook.Screen;

/**
 * Where one cell's output goes: messages to Jupyter, or a notebook file and a console.
 *
 * <p>Called from any thread, also after the cell has ended.
 */
public interface Sink extends Screen {
    /** The two standard streams, under the names that Jupyter gives them. */
    enum Stream {
        /** Standard output. */
        STDOUT("stdout"),
        /** Standard error. */
        STDERR("stderr");

        private final String label;

        Stream(String label) {
            this.label = label;
        }

        /** Returns {@code stdout} or {@code stderr}. */
        public String label() {
            return label;
        }
    }

    /** Takes printed text, of one or many lines. */
    void text(Stream stream, String text);

    /**
     * Takes a message of a comm; where there is no front end it is lost.
     *
     * @param type {@code comm_open}, {@code comm_msg} or {@code comm_close}
     */
    default void comm(String type, Map<String, Object> content) {}

    /**
     * Asks the person for a line.
     *
     * @param prompt what to show before the field; may be empty
     * @param secret whether to hide what is typed
     * @return the line without its end
     * @throws IllegalStateException if nobody can be asked
     */
    String ask(String prompt, boolean secret);
}
