package octet.placement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import octet.graph.Graph;
import octet.graph.Node;
import octet.placement.IgnoredScope.Lenient;
import octet.placement.IgnoredScope.Name;
import octet.placement.IgnoredScope.NodeRule;
import octet.placement.IgnoredScope.Rule;
import octet.placement.IgnoredScope.Subgraph;
import octet.placement.IgnoredScope.Type;
import octet.problem.BadSettingsException;
import octet.problem.Nearest;
import octet.problem.Problems;

/** Finds the operations of a graph that rules hold for, and tells of every rule that holds for none. */
final class RuleResolver {

    private final Graph graph;
    private final Reach reach;
    private final Set<String> found = new HashSet<>();
    private final Problems problems = new Problems();

    RuleResolver(Graph graph) {
        this.graph = graph;
        this.reach = new Reach(graph);
    }

    IgnoredNodes resolve(List<Rule> rules) {
        rules.forEach(rule -> add(rule, problems));
        problems.throwIfAny(text -> new BadSettingsException(
                "To be ignored: " + text, "names or types of operations of this model", "look them up with layers()"));
        return new IgnoredNodes(found);
    }

    private void add(Rule rule, Problems unmatched) {
        if (rule instanceof Lenient lenient) {
            add(lenient.rule(), new Problems());
        } else if (rule instanceof Subgraph subgraph) {
            between(subgraph, unmatched);
        } else if (rule instanceof NodeRule nodeRule && !matching(nodeRule)) {
            unmatched.add(
                    "'%s' matches no operation (nearest: %s)",
                    rule.text(), Nearest.inWords(rule.text(), candidates(rule)));
        }
    }

    private boolean matching(NodeRule rule) {
        Predicate<Node> matcher = rule.matcher();
        boolean any = false;
        for (Node node : graph.nodes()) {
            if (matcher.test(node)) {
                found.add(node.name());
                any = true;
            }
        }
        return any;
    }

    private void between(Subgraph subgraph, Problems unmatched) {
        List<String> from = known(subgraph, subgraph.inputs(), unmatched);
        List<String> to = known(subgraph, subgraph.outputs(), unmatched);
        Set<String> behind = reach.behind(from);
        Set<String> before = reach.before(to);
        leadNowhere(subgraph, from, before, "no way leads from '%s' to its end", unmatched);
        leadNowhere(subgraph, to, behind, "no way leads to '%s' from its beginning", unmatched);
        behind.retainAll(before);
        found.addAll(behind);
    }

    private List<String> known(Subgraph subgraph, List<String> ends, Problems unmatched) {
        List<String> known = new ArrayList<>();
        for (String end : ends) {
            if (graph.node(end).isPresent()) {
                known.add(end);
            } else {
                unmatched.add(
                        "the sub-graph %s: there is no operation '%s' (nearest: %s)",
                        subgraph.text(), end, Nearest.inWords(end, candidates(subgraph)));
            }
        }
        return known;
    }

    private static void leadNowhere(
            Subgraph subgraph, List<String> ends, Set<String> reached, String message, Problems unmatched) {
        // Where a name is unknown, that has been said, and is the reason.
        if (!reached.isEmpty()) {
            ends.stream()
                    .filter(end -> !reached.contains(end))
                    .forEach(end -> unmatched.add("the sub-graph %s: " + message, subgraph.text(), end));
        }
    }

    private Collection<String> candidates(Rule rule) {
        Set<String> names = new TreeSet<>();
        for (Node node : graph.nodes()) {
            if (!(rule instanceof Type)) {
                names.add(node.name());
            }
            if (!(rule instanceof Name || rule instanceof Subgraph || rule instanceof IgnoredScope.Pattern)) {
                names.add(node.type());
            }
        }
        return names;
    }
}
