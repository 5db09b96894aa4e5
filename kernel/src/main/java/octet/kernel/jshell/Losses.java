package octet.kernel.jshell;

import java.util.List;
import java.util.Optional;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/** Says in words which declared names lost their value or their use, and why. */
final class Losses {
    private final JShell shell;

    Losses(JShell shell) {
        this.shell = shell;
    }

    /** Returns what became of a declaration because another one changed; empty where it lives on. */
    Optional<String> notice(SnippetEvent event) {
        boolean isGone = event.previousStatus() == Snippet.Status.VALID
                && event.status() != Snippet.Status.VALID
                && event.status() != Snippet.Status.OVERWRITTEN;
        if (!isGone) {
            return Optional.empty();
        }
        return event.snippet() instanceof VarSnippet variable
                ? Optional.of(lost(variable.name()))
                : unusable(event.snippet());
    }

    /** A variable whose class was declared anew cannot keep its value, which is an object of the old class. */
    static String lost(String variable) {
        return "variable " + variable + " was lost, because the class of its value was declared anew: set it again";
    }

    /** Returns what a declaration waits for; empty where it can be used. */
    Optional<String> unusable(Snippet snippet) {
        Snippet.Status status = shell.status(snippet);
        boolean waits =
                status == Snippet.Status.RECOVERABLE_DEFINED || status == Snippet.Status.RECOVERABLE_NOT_DEFINED;
        if (!waits || !(snippet instanceof DeclarationSnippet declaration)) {
            return Optional.empty();
        }
        List<String> missing = shell.unresolvedDependencies(declaration).toList();
        String what = missing.isEmpty() ? "what it needs" : String.join(", ", missing);
        return Optional.of(declaration.name() + " cannot be used until this is declared: " + what);
    }
}
