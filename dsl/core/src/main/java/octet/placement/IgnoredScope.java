package octet.placement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import octet.graph.Graph;
import octet.graph.Node;
import octet.problem.BadSettingsException;
import octet.problem.Nearest;
import octet.problem.Problems;

/**
 * Operations that the user wants to stay float (NNCF's {@code ignoredScope}).
 *
 * @param rules what to match; an operation is ignored when one of them matches
 */
public record IgnoredScope(List<Rule> rules) {

    /** Ignores nothing. */
    public static final IgnoredScope NONE = new IgnoredScope(List.of());

    /** Copies the list. */
    public IgnoredScope {
        rules = List.copyOf(rules);
    }

    /** One rule. */
    public sealed interface Rule {

        /** The text as the user wrote it. */
        String text();

        /** Whether the rule holds for the operation. */
        boolean matches(Node node);
    }

    /**
     * Matches an operation's whole name; {@code *} stands for any characters and {@code ?} for one.
     *
     * @param text the pattern
     */
    public record Name(String text) implements Rule {
        @Override
        public boolean matches(Node node) {
            return glob(text).matcher(node.name()).matches();
        }
    }

    /**
     * Matches what an operation is called in its format, such as {@code Softmax}.
     *
     * @param text the type
     */
    public record Type(String text) implements Rule {
        @Override
        public boolean matches(Node node) {
            return node.type().equals(text);
        }
    }

    /**
     * Matches a name as {@link Name} does, or a type as {@link Type} does: for the command line.
     *
     * @param text the pattern or the type
     */
    public record NameOrType(String text) implements Rule {
        @Override
        public boolean matches(Node node) {
            return new Name(text).matches(node) || new Type(text).matches(node);
        }
    }

    private static Pattern glob(String text) {
        return Pattern.compile(Arrays.stream(text.split("(?<=[*?])|(?=[*?])"))
                .map(part -> part.equals("*") ? ".*" : part.equals("?") ? "." : Pattern.quote(part))
                .collect(Collectors.joining()));
    }

    /** Rules that match names, with {@code *} and {@code ?}. */
    public static IgnoredScope names(String... patterns) {
        return new IgnoredScope(Arrays.stream(patterns).<Rule>map(Name::new).toList());
    }

    /** Rules that match types. */
    public static IgnoredScope types(String... types) {
        return new IgnoredScope(Arrays.stream(types).<Rule>map(Type::new).toList());
    }

    /** Rules that match names or types. */
    public static IgnoredScope namesOrTypes(Collection<String> texts) {
        return new IgnoredScope(texts.stream().<Rule>map(NameOrType::new).toList());
    }

    /**
     * Rules, as few and short as can be found, that match all wanted operations and of the others as few as allowed.
     *
     * @param wanted operations of the graph
     * @param others operations that should not be matched; what is in neither list does not matter
     * @param spare for each wanted operation that a rule matches, so many of the others may be matched too; 0 for none
     */
    public static IgnoredScope covering(Collection<Node> wanted, Collection<Node> others, double spare) {
        return new IgnoredScope(new ShortRules(wanted, others, spare).rules());
    }

    /** All rules of both. */
    public IgnoredScope and(IgnoredScope other) {
        List<Rule> all = new ArrayList<>(rules);
        all.addAll(other.rules);
        return new IgnoredScope(all);
    }

    /** Whether a rule holds for the operation. */
    public boolean contains(Node node) {
        return rules.stream().anyMatch(rule -> rule.matches(node));
    }

    /**
     * Checks that every rule matches something.
     *
     * @throws BadSettingsException naming all rules that match nothing, each with the nearest names
     */
    public void validate(Graph graph) {
        var problems = new Problems();
        for (Rule rule : rules) {
            if (graph.nodes().stream().noneMatch(rule::matches)) {
                Set<String> names = new TreeSet<>();
                graph.nodes().forEach(node -> {
                    if (!(rule instanceof Type)) {
                        names.add(node.name());
                    }
                    if (!(rule instanceof Name)) {
                        names.add(node.type());
                    }
                });
                problems.add(
                        "'%s' matches no operation (nearest: %s)", rule.text(), Nearest.inWords(rule.text(), names));
            }
        }
        problems.throwIfAny(found -> new BadSettingsException(
                "To be ignored: " + found, "names or types of operations of this model", "look them up with layers()"));
    }

    /** The line that ignores the same in settings, ready to be pasted: {@code .ignore("encoder/*", "Softmax")}. */
    @Override
    public String toString() {
        return rules.stream().map(this::source).collect(Collectors.joining(", ", ".ignore(", ")"));
    }

    private String source(Rule rule) {
        // One call takes either texts or scopes.
        boolean plain = rules.stream().allMatch(NameOrType.class::isInstance);
        String kind = plain ? "%s" : rule instanceof Type ? "types(%s)" : "names(%s)";
        return kind.formatted(JavaText.quoted(rule.text()));
    }
}
