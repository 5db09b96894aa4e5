package octet.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import octet.problem.BadModelException;
import octet.problem.Nearest;

/** Orders nodes so that each comes after its producers, without recursion: a deep model must not end the stack. */
final class TopologicalOrder {

    private enum Mark {
        OPEN,
        DONE
    }

    private final Collection<Node> nodes;
    private final Map<String, Node> producers;
    private final Predicate<String> given;
    private final Map<String, Mark> marks = new HashMap<>();
    private final List<Node> sorted = new ArrayList<>();

    TopologicalOrder(Collection<Node> nodes, Map<String, Node> producers, Predicate<String> given) {
        this.nodes = nodes;
        this.producers = producers;
        this.given = given;
    }

    List<Node> sort() {
        for (Node node : nodes) {
            visit(node);
        }
        return List.copyOf(sorted);
    }

    private void visit(Node start) {
        Deque<Node> path = new ArrayDeque<>();
        path.push(start);
        while (!path.isEmpty()) {
            Node node = path.peek();
            if (marks.get(node.name()) == Mark.DONE) {
                path.pop();
                continue;
            }
            marks.put(node.name(), Mark.OPEN);
            Node before = firstUnsortedProducer(node);
            if (before == null) {
                marks.put(node.name(), Mark.DONE);
                sorted.add(node);
                path.pop();
            } else if (marks.get(before.name()) == Mark.OPEN) {
                throw new BadModelException(
                        "The operations form a cycle through '" + before.name() + "' and '" + node.name() + "'",
                        "a graph without cycles",
                        "export the model again");
            } else {
                path.push(before);
            }
        }
    }

    private Node firstUnsortedProducer(Node node) {
        for (String input : node.inputs()) {
            if (given.test(input)) {
                continue;
            }
            Node producer = producers.get(input);
            if (producer == null) {
                throw new BadModelException(
                        "The value '" + input + "' is read by '" + node.name() + "' but nothing produces it",
                        "a producer, an input or a constant of that name (nearest: "
                                + Nearest.inWords(input, producers.keySet()) + ")",
                        "export the model again");
            }
            if (marks.get(producer.name()) != Mark.DONE) {
                return producer;
            }
        }
        return null;
    }
}
