package octet.placement.nncf;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import octet.graph.Op;
import octet.placement.IgnoredNodes;

/**
 * What stays float, and why. A block stays float as a whole where its first operation is named by the user or by a
 * pattern; what else of a block is named changes nothing.
 */
final class Exclusions {

    private static final Set<Op> GATE = Set.of(Op.MUL, Op.REDUCE_MEAN);

    private final FusedBlocks blocks;
    private final Map<Vertex, String> byName = new HashMap<>();
    private final Map<Vertex, String> byKind = new LinkedHashMap<>();

    /**
     * @param transformer whether the model is to be taken for one
     * @param gates whether products and means that convolutions alone read are quantized in a transformer too
     */
    Exclusions(InferenceGraph graph, FusedBlocks blocks, IgnoredNodes ignored, boolean transformer, boolean gates) {
        this.blocks = blocks;
        byName.putAll(IgnoredPatterns.find(graph, transformer));
        for (Vertex vertex : graph.vertices()) {
            if (vertex.node != null && ignored.contains(vertex.node)) {
                byName.put(vertex, "ignored by the user");
            }
        }
        if (transformer) {
            for (Vertex head : blocks.heads()) {
                if (graph.backEnd().floatInTransformer().contains(head.op()) && !(gates && isGate(head))) {
                    byKind.put(head, "stays float in a transformer, where it adds up small differences");
                }
            }
        }
        PostProcessing.find(blocks, byName.keySet())
                .forEach(head -> byKind.put(head, "selects among results, behind all weights"));
        for (Vertex head : blocks.heads()) {
            if (byName.containsKey(head)) {
                byKind.remove(head);
            }
        }
    }

    /** Whether the operation gates what goes from convolution to convolution; it adds up nothing. */
    private boolean isGate(Vertex head) {
        Set<Vertex> readers = blocks.tail(head).readers();
        return GATE.contains(head.op())
                && !readers.isEmpty()
                && readers.stream().allMatch(reader -> reader.op() == Op.CONV);
    }

    /** Whether the block of this first vertex stays float. */
    boolean contains(Vertex head) {
        return byName.containsKey(head) || byKind.containsKey(head);
    }

    /** Whether the block is left out by its name, or by the pattern in which it stands, so that it counts as unknown. */
    boolean isByName(Vertex head) {
        return byName.containsKey(head);
    }

    /** Why the vertex's weights stay float; {@code null} where nothing keeps them so. */
    String reason(Vertex vertex, Vertex head) {
        String reason = byName.get(vertex);
        return reason != null ? reason : byKind.get(head);
    }
}
