package octet.kernel.session;

import java.util.Optional;
import octet.kernel.jshell.Completions;
import octet.kernel.jshell.Introspection;
import octet.notebook.Rich;

/** Answers what an editor asks while a cell is written. */
public final class Editor {
    private final Introspection introspection;
    private final Magics magics;

    Editor(Introspection introspection, Magics magics) {
        this.introspection = introspection;
        this.magics = magics;
    }

    /**
     * Returns what may come at a place of a cell: Java, magics and what they take, and paths of files in strings.
     *
     * @param cursor a position in the cell, in characters
     */
    public Completions complete(String cell, int cursor) {
        return new Completer(introspection, magics).complete(cell, cursor);
    }

    /**
     * Returns what is known about the name at a place of a cell.
     *
     * @param cursor a position in the cell, in characters
     * @param withSource whether to show the source of what a cell has declared
     */
    public Optional<Rich> inspect(String cell, int cursor, boolean withSource) {
        return new Inspector(introspection, magics).inspect(cell, cursor, withSource);
    }

    /** Returns whether a cell can run, its magics left aside. */
    public Introspection.Readiness readiness(String cell) {
        return magics.split(cell).stream()
                .map(part -> part instanceof Magics.Part.Code code
                        ? introspection.readiness(code.text())
                        : Introspection.Readiness.COMPLETE)
                .filter(readiness -> readiness != Introspection.Readiness.COMPLETE)
                .findFirst()
                .orElse(Introspection.Readiness.COMPLETE);
    }

    /** Returns the white space with which the line after an incomplete cell should start. */
    public String indent(String cell) {
        return introspection.indent(cell);
    }
}
