package octet.placement.nncf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import octet.placement.nncf.Vertex.Edge;

/**
 * Takes together what engines compute as one. A block is named by its first operation and reads what that one reads;
 * what comes out of it comes out of its last. Longer chains go first, then those nearer to the inputs, and an operation
 * is taken once.
 */
final class FusedBlocks {

    private final Set<Vertex> taken = new HashSet<>();
    private final Map<Vertex, List<Vertex>> blocks = new HashMap<>();
    private final Map<Vertex, Vertex> firsts = new HashMap<>();
    private final List<Vertex> heads;
    private final Map<Vertex, List<Edge>> out = new HashMap<>();

    FusedBlocks(InferenceGraph graph) {
        for (List<Step> chain : graph.backEnd() == BackEnd.ONNX ? FusedPatterns.of(graph) : OpenVinoPatterns.of()) {
            for (Vertex vertex : graph.vertices()) {
                if (!taken.contains(vertex)) {
                    take(match(chain, vertex));
                }
            }
        }
        heads = graph.vertices().stream()
                .filter(vertex -> head(vertex) == vertex)
                .toList();
        for (Vertex head : heads) {
            out.put(
                    head,
                    tail(head).out().stream()
                            .filter(edge -> head(edge.to()) == edge.to())
                            .toList());
        }
    }

    private List<Vertex> match(List<Step> chain, Vertex first) {
        List<Vertex> found = chain.get(0).at(first);
        if (found.isEmpty() || chain.size() == 1) {
            return found;
        }
        List<Vertex> all = new ArrayList<>(found);
        for (Step step : chain.subList(1, chain.size())) {
            List<Vertex> next = step.after(all.get(all.size() - 1));
            if (next.isEmpty()) {
                return List.of();
            }
            all.addAll(next);
        }
        return all;
    }

    private void take(List<Vertex> block) {
        if (block.size() < 2 || block.stream().anyMatch(taken::contains)) {
            return;
        }
        taken.addAll(block);
        blocks.put(block.get(0), block);
        block.forEach(vertex -> firsts.put(vertex, block.get(0)));
    }

    /** The first vertex of each block, in topological order; a vertex that is in no chain is a block of its own. */
    List<Vertex> heads() {
        return heads;
    }

    /** The first vertex of the block in which the vertex is. */
    Vertex head(Vertex vertex) {
        return firsts.getOrDefault(vertex, vertex);
    }

    /** All vertices of the block of this first one. */
    List<Vertex> members(Vertex head) {
        return blocks.getOrDefault(head, List.of(head));
    }

    /** The last vertex of the block of this first one: what comes out of the block comes out of it. */
    Vertex tail(Vertex head) {
        List<Vertex> members = members(head);
        return members.get(members.size() - 1);
    }

    /** What the block reads: the inputs of its first operation. */
    List<Edge> in(Vertex head) {
        return head.in();
    }

    /** Where the block's result is read, other than inside of blocks. */
    List<Edge> out(Vertex head) {
        return out.get(head);
    }
}
