package octet.kernel.jshell;

import java.util.ArrayList;
import java.util.List;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** Cuts a cell into the snippets that JShell takes one by one. */
final class CellSplitter {
    private final SourceCodeAnalysis analysis;

    CellSplitter(SourceCodeAnalysis analysis) {
        this.analysis = analysis;
    }

    /**
     * A snippet of a cell.
     *
     * @param source its code, without white space before it; a missing semicolon is added
     * @param start where it starts in the cell, in characters
     * @param line where it starts in the cell, in lines from 1
     * @param completeness what JShell thinks of it
     */
    record Piece(String source, int start, int line, Completeness completeness) {}

    /** Returns the snippets in their order; the last may be incomplete or wrong. */
    List<Piece> split(String cell) {
        List<Piece> pieces = new ArrayList<>();
        int start = 0;
        while (start < cell.length()) {
            String rest = cell.substring(start);
            CompletionInfo info = analysis.analyzeCompletion(rest);
            if (info.completeness() == Completeness.EMPTY) {
                break;
            }
            int end = rest.length();
            if (info.source() != null && info.remaining() != null) {
                end = rest.length() - info.remaining().length();
            }
            if (info.completeness() == Completeness.COMPLETE_WITH_SEMI && continues(rest, end)) {
                int longer = chainEnd(rest, end);
                info = analysis.analyzeCompletion(rest.substring(0, longer));
                end = info.source() == null || info.remaining() == null
                        ? longer
                        : longer - info.remaining().length();
            }
            String source = info.source() == null ? rest : info.source();
            int lead = source.length() - source.stripLeading().length();
            pieces.add(
                    new Piece(source.substring(lead), start + lead, lineAt(cell, start + lead), info.completeness()));
            start += Math.max(1, end);
        }
        return pieces;
    }

    /** JShell ends a snippet before a line that starts with a dot; here a chain goes on. */
    private static boolean continues(String code, int from) {
        int next = afterSpace(code, from);
        return next < code.length() && code.charAt(next) == '.' && !code.startsWith("..", next);
    }

    private int chainEnd(String code, int from) {
        int end = from;
        while (continues(code, end)) {
            int dot = afterSpace(code, end);
            end = lineEnd(code, dot);
            while (end < code.length() && !isComplete(code.substring(0, end))) {
                end = lineEnd(code, end + 1);
            }
        }
        return end;
    }

    private boolean isComplete(String code) {
        return analysis.analyzeCompletion(code).completeness().isComplete();
    }

    private static int lineEnd(String code, int from) {
        int end = code.indexOf('\n', from);
        return end < 0 ? code.length() : end;
    }

    /** Returns the next position that is neither white space nor comment. */
    static int afterSpace(String code, int from) {
        int at = from;
        while (at < code.length()) {
            if (Character.isWhitespace(code.charAt(at))) {
                at++;
            } else if (code.startsWith("//", at)) {
                at = lineEnd(code, at);
            } else if (code.startsWith("/*", at) && code.indexOf("*/", at + 2) >= 0) {
                at = code.indexOf("*/", at + 2) + 2;
            } else {
                break;
            }
        }
        return at;
    }

    private static int lineAt(String cell, int offset) {
        return 1
                + (int) cell.substring(0, offset).chars().filter(c -> c == '\n').count();
    }
}
