package octet.placement.nncf;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import octet.graph.Op;
import octet.placement.nncf.Vertex.Edge;

/**
 * Finds what comes after the model's last weights where that selects: the operations on a way from an output back to
 * the nearest block with weights, if the way leads through a selection of the greatest or of boxes.
 */
final class PostProcessing {

    private static final Set<Op> MARKERS = Set.of(Op.TOP_K, Op.NON_MAX_SUPPRESSION);

    private final FusedBlocks blocks;
    private final Set<Vertex> ignored;

    private PostProcessing(FusedBlocks blocks, Set<Vertex> ignored) {
        this.blocks = blocks;
        this.ignored = ignored;
    }

    /**
     * The first vertices of the blocks.
     *
     * @param ignored what stays float anyway, and marks nothing
     */
    static Set<Vertex> find(FusedBlocks blocks, Set<Vertex> ignored) {
        return new PostProcessing(blocks, ignored).find();
    }

    private Set<Vertex> find() {
        List<Vertex> outputs = blocks.heads().stream().filter(Vertex::isOutput).toList();
        Set<Vertex> behindWeights = up(outputs);
        List<Vertex> markers = behindWeights.stream()
                .filter(vertex -> MARKERS.contains(vertex.op()) && !ignored.contains(vertex))
                .toList();
        Set<Vertex> found = up(markers);
        found.addAll(down(markers, behindWeights));
        found.removeIf(vertex -> vertex.node == null);
        return found;
    }

    /** The vertices and those that they depend on, as far as the nearest weights. */
    private Set<Vertex> up(List<Vertex> starts) {
        Set<Vertex> seen = new HashSet<>(starts);
        Deque<Vertex> open = new ArrayDeque<>(starts);
        while (!open.isEmpty()) {
            for (Edge edge : blocks.in(open.pop())) {
                Vertex producer = blocks.head(edge.from());
                if (!hasWeights(producer) && seen.add(producer)) {
                    open.push(producer);
                }
            }
        }
        return seen;
    }

    private Set<Vertex> down(List<Vertex> starts, Set<Vertex> among) {
        Set<Vertex> seen = new HashSet<>(starts);
        Deque<Vertex> open = new ArrayDeque<>(starts);
        while (!open.isEmpty()) {
            for (Edge edge : blocks.out(open.pop())) {
                if (among.contains(edge.to()) && seen.add(edge.to())) {
                    open.push(edge.to());
                }
            }
        }
        return seen;
    }

    private boolean hasWeights(Vertex head) {
        return blocks.members(head).stream()
                .anyMatch(vertex ->
                        vertex.node != null && !vertex.node.constants().isEmpty());
    }
}
