package octet.placement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import octet.graph.Graph;
import octet.graph.Node;
import octet.problem.BadSettingsException;
import octet.problem.Problems;

/**
 * Operations that the user wants to stay float (NNCF's {@code ignoredScope}): rules, which {@link #in(Graph)} turns into
 * the operations of a graph.
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
    }

    /** A rule that looks at one operation at a time. */
    public sealed interface NodeRule extends Rule {

        /** Tells operations for which the rule holds. */
        Predicate<Node> matcher();

        /** Whether the rule holds for the operation. For many operations take one {@link #matcher()}. */
        default boolean matches(Node node) {
            return matcher().test(node);
        }
    }

    /**
     * Matches an operation's whole name; {@code *} stands for any characters and {@code ?} for one.
     *
     * @param text the pattern
     */
    public record Name(String text) implements NodeRule {
        @Override
        public Predicate<Node> matcher() {
            Glob glob = new Glob(text);
            return node -> glob.matches(node.name());
        }
    }

    /**
     * Matches an operation's whole name with a {@linkplain java.util.regex.Pattern regular expression}. NNCF's {@code
     * patterns} match the beginning of a name; here such a pattern ends in {@code .*}.
     *
     * @param text the expression
     */
    public record Pattern(String text) implements NodeRule {

        /** Throws {@link BadSettingsException} when the text is no regular expression. */
        public Pattern {
            var problems = new Problems();
            check(text, problems);
            refuse(problems);
        }

        private static void check(String text, Problems problems) {
            try {
                java.util.regex.Pattern.compile(text);
            } catch (PatternSyntaxException e) {
                problems.add("'%s': %s at character %d", text, e.getDescription(), e.getIndex());
            }
        }

        private static void refuse(Problems problems) {
            problems.throwIfAny(
                    found -> new BadSettingsException("To be ignored: " + found, "regular expressions of Java", null));
        }

        @Override
        public Predicate<Node> matcher() {
            var compiled = java.util.regex.Pattern.compile(text);
            return node -> compiled.matcher(node.name()).matches();
        }
    }

    /**
     * Matches what an operation is called in its format, such as {@code Softmax}.
     *
     * @param text the type
     */
    public record Type(String text) implements NodeRule {
        @Override
        public Predicate<Node> matcher() {
            return node -> node.type().equals(text);
        }
    }

    /**
     * Matches a name as {@link Name} does, or a type as {@link Type} does: for the command line.
     *
     * @param text the pattern or the type
     */
    public record NameOrType(String text) implements NodeRule {
        @Override
        public Predicate<Node> matcher() {
            return new Name(text).matcher().or(new Type(text).matcher());
        }
    }

    /**
     * Matches the operations on all ways from a beginning to an end, both included. They are found by following each edge
     * once, whatever the number of ways.
     *
     * @param inputs the names of the operations at the beginning
     * @param outputs the names of the operations at the end
     */
    public record Subgraph(List<String> inputs, List<String> outputs) implements Rule {

        /** Copies the lists. */
        public Subgraph {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
        }

        @Override
        public String text() {
            return "from '" + String.join("', '", inputs) + "' to '" + String.join("', '", outputs) + "'";
        }
    }

    /**
     * A rule that need not match anything.
     *
     * @param rule the rule
     */
    public record Lenient(Rule rule) implements Rule {
        @Override
        public String text() {
            return rule.text();
        }
    }

    /** Rules that match names, with {@code *} and {@code ?}. */
    public static IgnoredScope names(String... patterns) {
        return new IgnoredScope(Arrays.stream(patterns).<Rule>map(Name::new).toList());
    }

    /**
     * Rules that match whole names with regular expressions; see {@link Pattern}.
     *
     * @throws BadSettingsException naming all expressions that are none
     */
    public static IgnoredScope patterns(String... expressions) {
        var problems = new Problems();
        for (String expression : expressions) {
            Pattern.check(expression, problems);
        }
        Pattern.refuse(problems);
        return new IgnoredScope(
                Arrays.stream(expressions).<Rule>map(Pattern::new).toList());
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

    /** A rule that matches what lies between operations of these names, themselves included. */
    public static IgnoredScope subgraph(List<String> inputs, List<String> outputs) {
        return new IgnoredScope(List.of(new Subgraph(inputs, outputs)));
    }

    /** All rules of both. */
    public IgnoredScope and(IgnoredScope other) {
        List<Rule> all = new ArrayList<>(rules);
        all.addAll(other.rules);
        return new IgnoredScope(all);
    }

    /** The same rules, none of which need match anything (NNCF's {@code validate=False}). */
    public IgnoredScope lenient() {
        return new IgnoredScope(rules.stream()
                .<Rule>map(rule -> rule instanceof Lenient ? rule : new Lenient(rule))
                .toList());
    }

    /**
     * The operations of the graph that a rule holds for.
     *
     * @throws BadSettingsException naming all rules that match nothing, each with the nearest names
     */
    public IgnoredNodes in(Graph graph) {
        return new RuleResolver(graph).resolve(rules);
    }

    /**
     * Checks that every rule matches something.
     *
     * @throws BadSettingsException as {@link #in(Graph)}
     */
    public void validate(Graph graph) {
        in(graph);
    }

    /** The line that ignores the same in settings, ready to be pasted: {@code .ignore("encoder/*", "Softmax")}. */
    @Override
    public String toString() {
        return SourceText.of(this);
    }
}
