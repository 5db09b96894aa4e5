package octet.kernel.jshell;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import octet.kernel.doc.Description;
import octet.kernel.doc.OwnSources;

/** Answers an editor's questions about code that has not run. */
public final class Introspection {
    private final JShell shell;
    private final SourceCodeAnalysis analysis;
    private final CellSplitter splitter;
    private final OwnSources sources;

    Introspection(JShell shell, CellSplitter splitter, OwnSources sources) {
        this.shell = shell;
        this.analysis = shell.sourceCodeAnalysis();
        this.splitter = splitter;
        this.sources = sources;
    }

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
        int start = Math.max(0, texts.isEmpty() ? at : at - (context.length() - anchor[0]));
        Signatures signatures = new Signatures(analysis, context.substring(0, texts.isEmpty() ? 0 : anchor[0]));
        return new Completions(texts.stream().map(signatures::describe).toList(), start, at);
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
     * Returns what is known about the name or call at a place: signatures, and the documentation of Octet and of the JDK
     * where that comes with its sources.
     *
     * @param cursor a position in the code, in characters
     */
    public List<Description> inspect(String code, int cursor) {
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
        return found.stream().map(this::description).distinct().toList();
    }

    private Description description(SourceCodeAnalysis.Documentation found) {
        String signature = found.signature();
        String comment = found.javadoc() != null
                ? found.javadoc()
                : sources.comment(signature).orElse(null);
        // JShell writes variables as Pascal does.
        String java = signature.contains("(") ? signature : signature.replaceAll("^([\\w.]+):(.+)$", "$2 $1");
        return new Description(java, comment);
    }

    /** Returns the source of what a cell has declared under the name at a place; empty where that is none. */
    public Optional<String> source(String code, int cursor) {
        int start = Math.max(0, Math.min(cursor, code.length()));
        int end = start;
        while (start > 0 && Character.isJavaIdentifierPart(code.charAt(start - 1))) {
            start--;
        }
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        String name = code.substring(start, end);
        return shell.snippets()
                .filter(snippet -> shell.status(snippet).isActive())
                .filter(snippet -> snippet instanceof DeclarationSnippet declared
                        && declared.name().equals(name))
                .map(Snippet::source)
                .reduce((one, other) -> one + "\n" + other);
    }

    /** Returns whether code can run. */
    public Readiness readiness(String code) {
        List<CellSplitter.Piece> pieces = splitter.split(code);
        if (!pieces.isEmpty()
                && Indent.awaitsMore(
                        code.substring(pieces.get(pieces.size() - 1).start()))) {
            return Readiness.INCOMPLETE;
        }
        for (CellSplitter.Piece piece : pieces) {
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
        return Indent.after(code);
    }
}
