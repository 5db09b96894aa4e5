package octet.kernel.jshell;

import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;
import octet.kernel.cell.Cell;
import octet.kernel.jshell.CellFailure.Problem;

/** Turns what the compiler and the JVM say of a cell into what its reader should see. */
final class Failures {
    private final JShell shell;
    private final CellControl control;
    private final SnippetPlaces places;
    private final Losses losses;

    Failures(JShell shell, CellControl control, SnippetPlaces places, Losses losses) {
        this.shell = shell;
        this.control = control;
        this.places = places;
        this.losses = losses;
    }

    /** A cell that ends before its code does. */
    static CellFailure incomplete(CellSplitter.Piece piece, int firstLine) {
        String line = piece.source().lines().findFirst().orElse("");
        return new CellFailure.NotCompiled(List.of(new Problem(
                firstLine + piece.line() - 1,
                line,
                0,
                Math.max(1, line.length()),
                "the cell ends before this does: a closing ), }, \" or */ is missing")));
    }

    /** Throws what went wrong with a snippet, if anything did. */
    void check(SnippetEvent event, int line, Cell cell) throws CellFailure {
        if (event.exception() != null) {
            throw thrown(event.exception(), cell);
        }
        if (event.status() == Snippet.Status.REJECTED) {
            String source = event.snippet().source();
            List<Problem> problems = shell.diagnostics(event.snippet())
                    .filter(diag -> diag.isError())
                    .map(diag -> SnippetPlaces.problem(diag, source, line))
                    .toList();
            throw new CellFailure.NotCompiled(
                    problems.isEmpty()
                            ? List.of(new Problem(line, source, 0, 1, "JShell does not take this"))
                            : problems);
        }
    }

    /** What an exception that left a cell is for its reader. */
    CellFailure thrown(JShellException exception, Cell cell) {
        if (cell.isStopped()) {
            return new CellFailure.Interrupted();
        }
        Throwable thrown = control.thrown();
        if (exception instanceof UnresolvedReferenceException missing) {
            String words = losses.unusable(missing.getSnippet()).orElse(String.valueOf(missing.getMessage()));
            var link = places.chain(missing).get(0);
            return new CellFailure.Thrown(
                    List.of(new CellFailure.Link("UnresolvedReference", words, link.frames())), thrown);
        }
        return new CellFailure.Thrown(places.chain(exception), thrown);
    }
}
