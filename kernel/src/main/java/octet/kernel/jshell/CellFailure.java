package octet.kernel.jshell;

import java.util.List;

/** A cell that did not run to its end, and why. */
public abstract sealed class CellFailure extends Exception {
    CellFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** Code that the compiler refuses; nothing of the snippet ran. */
    public static final class NotCompiled extends CellFailure {
        private final transient List<Problem> problems;

        NotCompiled(List<Problem> problems) {
            super(problems.get(0).message(), null);
            this.problems = List.copyOf(problems);
        }

        /** Returns what is wrong; at least one problem. */
        public List<Problem> problems() {
            return problems;
        }
    }

    /** Code that threw; {@link #getCause()} is the very object. */
    public static final class Thrown extends CellFailure {
        private final transient List<Link> chain;

        Thrown(List<Link> chain, Throwable thrown) {
            super(chain.get(0).message(), thrown);
            this.chain = List.copyOf(chain);
        }

        /** Returns the exception and its causes; at least one. */
        public List<Link> chain() {
            return chain;
        }
    }

    /** The reader stopped the cell. */
    public static final class Interrupted extends CellFailure {
        Interrupted() {
            super("the cell was interrupted", null);
        }
    }

    /**
     * Something that the compiler says.
     *
     * @param line the line in the cell, from 1
     * @param source that line
     * @param column where it starts in the line, from 0
     * @param length how many characters are meant, at least 1
     * @param message in English; may have several lines
     */
    public record Problem(int line, String source, int column, int length, String message) {}

    /**
     * An exception of a cause chain.
     *
     * @param type the name of its class
     * @param message may be null
     * @param frames from where it was thrown outwards
     */
    public record Link(String type, String message, List<Frame> frames) {}

    /**
     * A method on the way of an exception.
     *
     * @param method its name; of a cell's own code {@code cell}
     * @param cell the number of the cell that it stands in, 0 for a library
     * @param line the line in that cell; for a library 0
     * @param source that line of the cell, or where the library's method is
     */
    public record Frame(String method, int cell, int line, String source) {
        /** Returns whether it stands in a cell. */
        public boolean isInCell() {
            return cell > 0;
        }
    }
}
