package octet.accuracy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import octet.graph.Graph;
import octet.graph.Node;
import octet.placement.Decision;
import octet.placement.IgnoredScope;
import octet.placement.IgnoredScope.Rule;
import octet.placement.Placement;

/** Rules that name operations. */
final class Scopes {

    private Scopes() {}

    /** Rules for exactly these operations, whatever their names look like. */
    static IgnoredScope exactly(Collection<String> operations) {
        List<Rule> rules = new ArrayList<>();
        for (String name : operations) {
            boolean wild = name.indexOf('*') >= 0 || name.indexOf('?') >= 0;
            rules.add(
                    wild ? new IgnoredScope.Pattern(java.util.regex.Pattern.quote(name)) : new IgnoredScope.Name(name));
        }
        return new IgnoredScope(rules);
    }

    /** The operations of all groups, each once. */
    static Set<String> operations(Collection<Group> groups) {
        Set<String> operations = new LinkedHashSet<>();
        groups.forEach(group -> operations.addAll(group.operations()));
        return operations;
    }

    /**
     * Rules for the operations that are short to read where short ones do the same, and those for exactly these elsewhere.
     *
     * @param before where quantizers go without the rules
     * @param placing where they go with them
     */
    static IgnoredScope readable(
            Graph graph, Collection<String> operations, Placement before, Function<IgnoredScope, Placement> placing) {
        IgnoredScope exact = exactly(operations);
        List<Node> wanted = new ArrayList<>();
        List<Node> others = new ArrayList<>();
        for (Decision decision : before.decisions()) {
            if (decision.quantized()) {
                graph.node(decision.node())
                        .ifPresent(node -> (operations.contains(node.name()) ? wanted : others).add(node));
            }
        }
        IgnoredScope brief = IgnoredScope.covering(wanted, others, 0);
        return same(placing.apply(brief), placing.apply(exact)) ? brief : exact;
    }

    /** Reasons may differ. */
    private static boolean same(Placement a, Placement b) {
        return a.activations().equals(b.activations()) && a.weights().equals(b.weights());
    }
}
