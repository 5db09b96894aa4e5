package octet.placement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Op;
import octet.graph.Shape;

/**
 * Finds convolutions that ONNX Runtime computes as quickly in float: int8 multiplies faster, but copies the window of every
 * position before, which convolutions of few weights do not pay for. Measured on one thread of a CPU with VNNI, float and
 * int8 in µs: 1 → 16 channels of 3×3 8 and 26, 1 → 32 of 7×7 254 and 995, 3 → 16 of 3×3 69 and 113, 16 → 32 of 3×3 11 and
 * 10, 8 → 8 of 3×39 11,500 and 11,800; from 20,000 weights up int8 wins by a factor of 2 to 12. Convolutions of 1×1 copy no
 * window and win from the start, and depthwise ones are about as quick either way.
 *
 * <p>As changing between float and bytes costs time too, whole regions stay float: convolutions that hand bytes to each
 * other, all of which are small. One larger convolution among them keeps the region in int8.
 */
final class SmallConvolutions {

    /** So many weights are not worth a window's copy. */
    private static final long FEW_WEIGHTS = 8192;

    private static final Set<Op> KEEP_BYTES = Set.of(Op.GLOBAL_AVERAGE_POOL, Op.AVERAGE_POOL, Op.RELU, Op.CLIP);

    private final Graph graph;
    private final Predicate<Node> quantizable;
    /** The region that a value belongs to. */
    private final Map<String, Region> regions = new HashMap<>();

    private static final class Region {
        private Region mergedInto;
        private final List<Node> members = new ArrayList<>();

        private Region last() {
            return mergedInto == null ? this : mergedInto.last();
        }

        private void join(Region other) {
            Region mine = last();
            Region others = other.last();
            if (mine != others) {
                others.mergedInto = mine;
                mine.members.addAll(others.members);
            }
        }
    }

    private SmallConvolutions(Graph graph, Predicate<Node> quantizable) {
        this.graph = graph;
        this.quantizable = quantizable;
    }

    /**
     * The names of the convolutions that are better computed in float.
     *
     * @param quantizable the convolutions that could be int8
     */
    static Set<String> of(Graph graph, Predicate<Node> quantizable) {
        var search = new SmallConvolutions(graph, quantizable);
        Set<Region> all = new HashSet<>();
        for (Node node : graph.nodes()) {
            search.visit(node, all);
        }
        Set<String> small = new HashSet<>();
        all.stream()
                .filter(region ->
                        region.last() == region && region.members.stream().allMatch(search::isSmall))
                .forEach(region -> region.members.forEach(node -> small.add(node.name())));
        return small;
    }

    private void visit(Node node, Set<Region> all) {
        if (node.op() == Op.CONV && quantizable.test(node)) {
            Region region = regions.get(node.inputs().get(0));
            if (region == null) {
                region = new Region();
                all.add(region);
            }
            region.last().members.add(node);
            regions.put(node.output(), region);
        } else if (node.op() == Op.ADD || node.op() == Op.CONCAT) {
            List<Region> inputs = node.inputs().stream().map(regions::get).toList();
            if (!inputs.contains(null)) {
                inputs.forEach(inputs.get(0)::join);
                regions.put(node.output(), inputs.get(0));
            }
        } else if (KEEP_BYTES.contains(node.op()) || node.op().isMovement()) {
            Region region =
                    node.inputs().isEmpty() ? null : regions.get(node.inputs().get(0));
            if (region != null) {
                node.outputs().forEach(output -> regions.put(output, region));
            }
        }
    }

    private boolean isSmall(Node convolution) {
        var weight = convolution.weight().orElseThrow();
        Shape shape = graph.constant(weight.constant()).orElseThrow().shape();
        long window = shape.elements() / shape.dim(weight.outputAxis()) / shape.dim(weight.inputAxis());
        boolean depthwise = weight.groups() > 1 && shape.dim(weight.inputAxis()) == 1;
        return depthwise || window > 1 && shape.elements() <= FEW_WEIGHTS;
    }
}
