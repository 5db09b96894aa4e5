package octet.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Use;
import octet.plan.Bias;
import octet.plan.Plan;
import octet.plan.QuantizedWeight;

/**
 * The biases of a plan by depth: those of one level do not act on each other, and those of a level act on later ones only.
 */
final class BiasLevels {

    private BiasLevels() {}

    /** The levels, the first one in front; in each the indexes of weights in the plan. */
    static List<List<Integer>> of(Graph graph, Plan plan) {
        Map<String, List<Integer>> byNode = new HashMap<>();
        for (int i = 0; i < plan.weights().size(); i++) {
            QuantizedWeight weight = plan.weights().get(i);
            int index = i;
            weight.bias()
                    .map(Bias::use)
                    .map(Use::node)
                    .ifPresent(node ->
                            byNode.computeIfAbsent(node, n -> new ArrayList<>()).add(index));
        }
        Map<String, Integer> depths = new HashMap<>();
        List<List<Integer>> levels = new ArrayList<>();
        for (Node node : graph.nodes()) {
            int depth = 0;
            for (String input : node.inputs()) {
                depth = Math.max(depth, depths.getOrDefault(input, 0));
            }
            List<Integer> biased = byNode.getOrDefault(node.name(), List.of());
            if (!biased.isEmpty()) {
                while (levels.size() <= depth) {
                    levels.add(new ArrayList<>());
                }
                levels.get(depth).addAll(biased);
                depth++;
            }
            for (String output : node.outputs()) {
                depths.put(output, depth);
            }
        }
        return levels;
    }
}
