package octet.kernel.jshell;

import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;

/**
 * JShell's list of all classes, by which it completes names that are not imported. It makes it in the background as soon
 * as there is an analysis, reading every library, and takes that time from the first cells. Here it sees no library until
 * the kernel has been up for a while.
 */
final class CompletionIndex {
    private static final int DELAY_SECONDS = 2;

    private CompletionIndex() {}

    /** Returns a shell's analysis, whose list is made later; at once where its JDK has no way to ask for it again. */
    static SourceCodeAnalysis later(JShell shell, LazyClassPath files) {
        Optional<Method> refresh = refresh();
        files.show(refresh.isEmpty());
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        refresh.ifPresent(method -> CompletableFuture.delayedExecutor(DELAY_SECONDS, TimeUnit.SECONDS)
                .execute(() -> refresh(analysis, method, files)));
        return analysis;
    }

    private static Optional<Method> refresh() {
        try {
            Method method = Class.forName("jdk.jshell.SourceCodeAnalysisImpl").getDeclaredMethod("classpathChanged");
            method.setAccessible(true);
            return Optional.of(method);
        } catch (ReflectiveOperationException | InaccessibleObjectException otherJdk) {
            return Optional.empty();
        }
    }

    private static void refresh(SourceCodeAnalysis analysis, Method refresh, LazyClassPath files) {
        files.show(true);
        try {
            refresh.invoke(analysis);
        } catch (ReflectiveOperationException ended) {
            // Nobody will complete anything in a shell that has ended.
        }
    }
}
