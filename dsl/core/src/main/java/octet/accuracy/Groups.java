package octet.accuracy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import octet.graph.Graph;
import octet.graph.Node;
import octet.placement.Decision;
import octet.placement.IgnoredScope;
import octet.placement.Placement;
import octet.placement.WeightSpot;

/**
 * Finds what can be cut alone: quantizers are placed again without each operation in turn, and operations that are lost
 * with each other, or that share a constant, form a group. So it holds for any placement, as no rule of it is repeated
 * here. Operations that only move elements follow their neighbours.
 */
final class Groups {

    /** Beyond so many steps of work each operation is a group of its own. */
    private static final long MOST_WORK = 20_000_000;

    private final Graph graph;
    private final Placement placement;
    private final Function<IgnoredScope, Placement> placing;
    private final Map<String, Set<String>> lost = new LinkedHashMap<>();
    private final Map<String, String> leaders = new HashMap<>();

    private Groups(Graph graph, Placement placement, Function<IgnoredScope, Placement> placing) {
        this.graph = graph;
        this.placement = placement;
        this.placing = placing;
    }

    /**
     * The groups, in topological order of their first operations.
     *
     * @param placement where quantizers are
     * @param placing where they go when something more is ignored
     */
    static List<Group> of(Graph graph, Placement placement, Function<IgnoredScope, Placement> placing) {
        var groups = new Groups(graph, placement, placing);
        groups.look();
        groups.join();
        return groups.list();
    }

    private void look() {
        Set<String> quantized = quantized(placement);
        long work = (long) quantized.size() * graph.nodes().size();
        for (Node node : graph.nodes()) {
            if (!quantized.contains(node.name()) || node.op().isMovement()) {
                continue;
            }
            Set<String> gone = new LinkedHashSet<>(quantized);
            if (work <= MOST_WORK) {
                gone.removeAll(quantized(placing.apply(Scopes.exactly(List.of(node.name())))));
            } else {
                gone.retainAll(Set.of(node.name()));
            }
            gone.add(node.name());
            lost.put(node.name(), gone);
            leaders.put(node.name(), node.name());
        }
    }

    private static Set<String> quantized(Placement placement) {
        Set<String> names = new LinkedHashSet<>();
        for (Decision decision : placement.decisions()) {
            if (decision.quantized()) {
                names.add(decision.node());
            }
        }
        return names;
    }

    private void join() {
        lost.forEach((name, gone) -> gone.stream()
                .filter(other -> lost.containsKey(other) && lost.get(other).contains(name))
                .forEach(other -> join(name, other)));
        Map<String, String> readers = new HashMap<>();
        for (WeightSpot spot : placement.weights()) {
            String reader =
                    readers.putIfAbsent(spot.weight().constant(), spot.node().name());
            if (reader != null) {
                join(reader, spot.node().name());
            }
        }
    }

    private void join(String a, String b) {
        String one = leader(a);
        String two = leader(b);
        if (!one.equals(two)) {
            leaders.put(two, one);
        }
    }

    private String leader(String name) {
        String leader = name;
        while (!leaders.get(leader).equals(leader)) {
            leader = leaders.get(leader);
        }
        return leader;
    }

    private List<Group> list() {
        Map<String, List<String>> members = new LinkedHashMap<>();
        lost.keySet()
                .forEach(name -> members.computeIfAbsent(leader(name), l -> new ArrayList<>())
                        .add(name));
        List<Group> groups = new ArrayList<>();
        for (List<String> operations : members.values()) {
            Set<String> affected = new HashSet<>();
            operations.forEach(name -> affected.addAll(lost.get(name)));
            groups.add(new Group(
                    operations,
                    graph.nodes().stream()
                            .map(Node::name)
                            .filter(affected::contains)
                            .toList()));
        }
        return groups;
    }
}
