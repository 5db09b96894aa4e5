package octet.kernel.jshell;

import java.util.Locale;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import octet.kernel.jshell.Completions.Completion;

/** Says what completions are: JShell gives their texts only. */
final class Signatures {
    /** To look a signature up takes some milliseconds, and somebody types meanwhile. */
    private static final long MOST_NANOS = 150_000_000;

    private final SourceCodeAnalysis analysis;
    private final String before;
    private final long start = System.nanoTime();

    /**
     * Describes what may come behind some code.
     *
     * @param before that code, up to where completions start
     */
    Signatures(SourceCodeAnalysis analysis, String before) {
        this.analysis = analysis;
        this.before = before;
    }

    Completion describe(String text) {
        String type = type(text);
        if (type.equals("function")) {
            return new Completion(text, type, signature(text.substring(0, text.indexOf('(') + 1)));
        }
        if (type.equals("variable")) {
            String signature = signature(text);
            boolean isPackage = signature.isEmpty() && isInTime() && before.endsWith(".");
            return new Completion(text, isPackage ? "module" : type, signature);
        }
        return new Completion(text, type, "");
    }

    private static String type(String text) {
        if (text.contains("(")) {
            return "function";
        }
        if (text.endsWith(".") || text.endsWith("/")) {
            return "module";
        }
        if (SourceVersion.isKeyword(text.strip())) {
            return "keyword";
        }
        boolean isConstant = text.equals(text.toUpperCase(Locale.ROOT)) && text.length() > 1;
        return Character.isUpperCase(text.codePointAt(0)) && !isConstant ? "class" : "variable";
    }

    private boolean isInTime() {
        return System.nanoTime() - start < MOST_NANOS;
    }

    private String signature(String text) {
        if (!isInTime()) {
            return "";
        }
        String code = before + text;
        return analysis.documentation(code, code.length(), false).stream()
                .map(Documentation::signature)
                .map(Signatures::words)
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    /** Turns "boolean String.isBlank()" into "() : boolean". */
    private static String words(String signature) {
        int open = signature.indexOf('(');
        int close = signature.lastIndexOf(')');
        if (open < 0 || close < open) {
            // A variable is written "name:type".
            return signature.substring(signature.indexOf(':') + 1);
        }
        String head = signature.substring(0, open);
        int space = head.lastIndexOf(' ');
        String parameters = signature.substring(open, close + 1);
        return space < 0 ? parameters : parameters + " : " + head.substring(0, space);
    }
}
