package octet.placement;

import java.util.List;
import java.util.stream.Collectors;
import octet.placement.IgnoredScope.Lenient;
import octet.placement.IgnoredScope.Name;
import octet.placement.IgnoredScope.NameOrType;
import octet.placement.IgnoredScope.Pattern;
import octet.placement.IgnoredScope.Rule;
import octet.placement.IgnoredScope.Subgraph;

/** Writes an ignored scope as it stands in Java source. */
final class SourceText {

    private SourceText() {}

    /** The line; one call takes either texts or scopes. */
    static String of(IgnoredScope scope) {
        boolean plain = scope.rules().stream().allMatch(NameOrType.class::isInstance);
        return scope.rules().stream()
                .map(rule -> plain ? quoted(rule.text()) : call(rule))
                .collect(Collectors.joining(", ", ".ignore(", ")"));
    }

    private static String call(Rule rule) {
        if (rule instanceof Lenient lenient) {
            return call(lenient.rule()) + ".lenient()";
        } else if (rule instanceof Subgraph subgraph) {
            return "subgraph(" + list(subgraph.inputs()) + ", " + list(subgraph.outputs()) + ")";
        }
        String kind = rule instanceof Name ? "names" : rule instanceof Pattern ? "patterns" : "types";
        return rule instanceof NameOrType
                ? "IgnoredScope.namesOrTypes(" + list(List.of(rule.text())) + ")"
                : kind + "(" + quoted(rule.text()) + ")";
    }

    private static String list(List<String> texts) {
        return texts.stream().map(SourceText::quoted).collect(Collectors.joining(", ", "List.of(", ")"));
    }

    /** The string literal; whatever is no plain sign, such as one that changes the direction of writing, is escaped. */
    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (isPlain(c)) {
                quoted.append(c);
            } else if (c < 0x80) {
                // In octal: a compiler takes a line end written in hexadecimal for one.
                quoted.append("\\%03o".formatted((int) c));
            } else {
                quoted.append("\\u%04x".formatted((int) c));
            }
        }
        return quoted.append('"').toString();
    }

    private static boolean isPlain(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
