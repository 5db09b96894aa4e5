package octet.kernel.jshell;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Tells code that no declaration could make right from code that only names what is not declared yet, which JShell calls
 * erroneous both.
 */
final class Syntax {
    /** The places where a snippet may stand: among statements, as a value, among members, or before all classes. */
    private static final List<String> PLACES = List.of(
            "class C { void m() throws Throwable { %s\n; } }",
            "class C { Object o = %s\n; }", "class C { %s\n }", "%s\n class C { }");

    private Syntax() {}

    static boolean isRight(String snippet) {
        return PLACES.stream().anyMatch(place -> parses(place.replace("%s", snippet)));
    }

    private static boolean parses(String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///C.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        JavacTask task = (JavacTask) compiler.getTask(null, null, problems, List.of("-proc:none"), null, List.of(file));
        try {
            task.parse();
        } catch (IOException e) {
            throw new UncheckedIOException("code in memory could not be read", e);
        }
        return problems.getDiagnostics().stream().noneMatch(d -> d.getKind() == Diagnostic.Kind.ERROR);
    }
}
