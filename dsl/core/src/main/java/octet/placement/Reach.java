package octet.placement;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Use;

/**
 * Finds what lies behind or before operations, themselves included: each edge is followed once, however many paths there
 * are.
 */
final class Reach {

    private final Graph graph;

    Reach(Graph graph) {
        this.graph = graph;
    }

    /** The names of these nodes and of all that compute with their results. */
    Set<String> behind(Collection<String> names) {
        return from(
                names,
                node -> node.outputs().stream()
                        .filter(value -> !value.isEmpty())
                        .flatMap(value -> graph.uses(value).stream())
                        .map(Use::node)
                        .toList());
    }

    /** The names of these nodes and of all whose results they compute with. */
    Set<String> before(Collection<String> names) {
        return from(
                names,
                node -> node.inputs().stream()
                        .flatMap(value -> graph.producer(value).stream())
                        .map(Node::name)
                        .toList());
    }

    private Set<String> from(Collection<String> names, Function<Node, List<String>> next) {
        Set<String> reached = new HashSet<>(names);
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            Node node = graph.node(open.pop()).orElseThrow();
            for (String neighbour : next.apply(node)) {
                if (reached.add(neighbour)) {
                    open.push(neighbour);
                }
            }
        }
        return reached;
    }
}
