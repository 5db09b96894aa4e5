package octet.kernel.jshell;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** Answers an editor's questions about code that has not run. */
public final class Introspection {
    private static final String INDENT = "    ";

    private final SourceCodeAnalysis analysis;
    private final CellSplitter splitter;

    Introspection(JShell shell, CellSplitter splitter) {
        this.analysis = shell.sourceCodeAnalysis();
        this.splitter = splitter;
    }

    /**
     * What may come at a place.
     *
     * @param texts the best first
     * @param start where the text that they replace starts, in characters
     * @param end where it ends
     */
    public record Completions(List<String> texts, int start, int end) {}

    /** Whether code can run. */
    public enum Readiness {
        /** It can. */
        COMPLETE,
        /** There must be more. */
        INCOMPLETE,
        /** It is wrong, whatever comes. */
        INVALID,
        /** Nobody can say. */
        UNKNOWN
    }

    /**
     * Returns what may come at a place.
     *
     * @param cursor a position in the code, in characters
     */
    public Completions complete(String code, int cursor) {
        int at = Math.max(0, Math.min(cursor, code.length()));
        String context = context(code, at);
        int[] anchor = new int[1];
        List<String> texts = analysis.completionSuggestions(context, context.length(), anchor).stream()
                .sorted(Comparator.comparing(Suggestion::matchesType).reversed())
                .map(Suggestion::continuation)
                .distinct()
                .toList();
        int start = texts.isEmpty() ? at : at - (context.length() - anchor[0]);
        return new Completions(texts, Math.max(0, start), at);
    }

    /** Returns the code up to a place, with the statements before it but no declarations, which cannot stand among them. */
    private String context(String code, int cursor) {
        String before = code.substring(0, cursor);
        List<CellSplitter.Piece> pieces = splitter.split(before);
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < pieces.size() - 1; i++) {
            CellSplitter.Piece piece = pieces.get(i);
            boolean isStatement = analysis.sourceToSnippets(piece.source()).stream()
                    .allMatch(s -> s.kind() == Snippet.Kind.VAR
                            || s.kind() == Snippet.Kind.EXPRESSION
                            || s.kind() == Snippet.Kind.STATEMENT);
            if (isStatement) {
                kept.append(piece.source()).append('\n');
            }
        }
        int last = pieces.isEmpty() ? 0 : pieces.get(pieces.size() - 1).start();
        return kept + before.substring(last);
    }

    /**
     * Returns what is known about the name or call at a place: signatures, and the documentation where the JDK or a
     * library comes with its sources.
     *
     * @param cursor a position in the code, in characters
     */
    public Optional<String> inspect(String code, int cursor) {
        int at = Math.max(0, Math.min(cursor, code.length()));
        while (at < code.length() && Character.isJavaIdentifierPart(code.charAt(at))) {
            at++;
        }
        if (at < code.length() && code.charAt(at) == '(') {
            at++;
        }
        String head = context(code, at);
        List<SourceCodeAnalysis.Documentation> found = analysis.documentation(head, head.length(), true);
        if (found.isEmpty()) {
            // A front end asks with the cursor behind the last parenthesis, where JShell sees a finished call.
            String open = head.replaceAll("\\([^()]*\\)\\s*;?\\s*$", "(");
            found = analysis.documentation(open, open.length(), true);
        }
        List<String> texts = found.stream().map(Javadoc::text).distinct().toList();
        return texts.isEmpty() ? Optional.empty() : Optional.of(String.join("\n\n", texts));
    }

    /** Returns whether code can run. */
    public Readiness readiness(String code) {
        for (CellSplitter.Piece piece : splitter.split(code)) {
            if (piece.completeness() == Completeness.DEFINITELY_INCOMPLETE) {
                return Readiness.INCOMPLETE;
            }
            boolean isWrong = analysis.sourceToSnippets(piece.source()).stream()
                    .anyMatch(snippet -> snippet.kind() == Snippet.Kind.ERRONEOUS);
            if (isWrong && !Syntax.isRight(piece.source())) {
                return Readiness.INVALID;
            }
        }
        return Readiness.COMPLETE;
    }

    /** Returns whether code ends between statements, and not inside of one, a comment or a text block. */
    public boolean isFinished(String code) {
        return splitter.split(code).stream()
                .noneMatch(piece -> piece.completeness() == Completeness.DEFINITELY_INCOMPLETE);
    }

    /** Returns the white space with which the line after incomplete code should start. */
    public String indent(String code) {
        String lastLine = code.substring(code.lastIndexOf('\n') + 1);
        String own = lastLine.substring(
                0, lastLine.length() - lastLine.stripLeading().length());
        String end = lastLine.stripTrailing();
        return end.endsWith("{") || end.endsWith("(") || end.endsWith("->") ? own + INDENT : own;
    }
}
