package octet.kernel.jshell;

import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;

/** Translates the lines of the classes that JShell makes, which start with all imports, into those of snippets. */
final class SnippetLines {
    private final JShell shell;

    SnippetLines(JShell shell) {
        this.shell = shell;
    }

    /** Returns the name of the class that a snippet is in now. */
    String className(Snippet snippet) {
        return shell.sourceCodeAnalysis().wrapper(snippet).fullClassName();
    }

    /**
     * Returns the line in a snippet, from 1. Called by any thread.
     *
     * @param className the class that JShell made of it
     * @param id the snippet's; one that was declared anew has the same
     * @param line the line in the class
     */
    int inSnippet(String className, String id, int line) {
        List<Snippet> all = snippets(id);
        return all.stream()
                .filter(snippet -> className(snippet).equals(className))
                // A class whose code was exchanged in place keeps its name, and the last one's lines are the true ones.
                .reduce((earlier, later) -> later)
                .or(() -> all.stream().reduce((earlier, later) -> later))
                .map(snippet -> inSnippet(snippet, line))
                .orElse(1);
    }

    private int inSnippet(Snippet snippet, int line) {
        SnippetWrapper wrapper = shell.sourceCodeAnalysis().wrapper(snippet);
        String wrapped = wrapper.wrapped();
        int end = -1;
        for (int i = 0; i < line; i++) {
            end = wrapped.indexOf('\n', end + 1);
            if (end < 0) {
                end = wrapped.length() - 1;
                break;
            }
        }
        String source = snippet.source();
        int position = Math.max(0, Math.min(source.length(), wrapper.wrappedToSourcePosition(end)));
        return 1
                + (int) source.substring(0, position)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private List<Snippet> snippets(String id) {
        try {
            return shell.snippets().filter(snippet -> id.equals(snippet.id())).toList();
        } catch (RuntimeException addedMeanwhile) {
            return List.of();
        }
    }
}
