package octet.placement.nncf;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import octet.graph.Op;
import octet.placement.PlacementRequest;
import octet.placement.QuantizerConfig;
import octet.placement.nncf.Vertex.Edge;

/**
 * Lets quantizers start at the inputs of quantizable blocks and climb towards the inputs of the model, through what only
 * moves elements. Blocks are visited from the last to the first, so that at each one all that could still come from
 * below has come; nothing has to wait.
 */
final class Propagation {

    private final InferenceGraph graph;
    private final FusedBlocks blocks;
    private final Exclusions excluded;
    private final QuantizerConfigs configs;
    private final PlacementRequest request;
    private final MergeRule rule;
    private final Places places;
    private final UnifiedScales scales = new UnifiedScales();

    /** By {@link Vertex#index}: how many inputs of the block got a quantizer of their own. */
    private final int[] starts;

    /** Whether something behind the block that does more than move elements reads float. */
    private final boolean[] floatBelow;

    /** Whether something behind the block takes quantizers at some of its inputs only. */
    private final boolean[] choosyBelow;

    /** Whether the block's result goes, moved or joined, into a convolution or a matrix product. */
    private final boolean[] weightsBelow;

    Propagation(
            InferenceGraph graph,
            FusedBlocks blocks,
            Exclusions excluded,
            QuantizerConfigs configs,
            PlacementRequest request) {
        this.graph = graph;
        this.blocks = blocks;
        this.excluded = excluded;
        this.configs = configs;
        this.request = request;
        this.rule = new MergeRule(request.quantizerPropagationRule());
        this.places = new Places(graph);
        this.starts = new int[graph.size()];
        this.floatBelow = new boolean[graph.size()];
        this.choosyBelow = new boolean[graph.size()];
        this.weightsBelow = new boolean[graph.size()];
        run();
    }

    private void run() {
        List<Vertex> heads = blocks.heads();
        for (int i = heads.size() - 1; i >= 0; i--) {
            Vertex block = heads.get(i);
            look(block);
            gather(block);
            climb(block);
            start(block);
        }
    }

    Places places() {
        return places;
    }

    UnifiedScales scales() {
        return scales;
    }

    /** How many inputs of the block got a quantizer of their own. */
    int starts(Vertex block) {
        return starts[block.index];
    }

    /** What the block means to quantizers, with all that is known of it. */
    Trait trait(Vertex block) {
        return block.node == null || excluded.contains(block) ? Trait.FLOAT : graph.trait(block.node);
    }

    /** Finds what lies below the block, from what was found of its readers. */
    private void look(Vertex block) {
        for (Edge edge : blocks.out(block)) {
            Vertex reader = edge.to();
            boolean moves = trait(reader) == Trait.AGNOSTIC;
            floatBelow[block.index] |= moves ? floatBelow[reader.index] : starts[reader.index] == 0;
            choosyBelow[block.index] |= moves ? choosyBelow[reader.index] : reader.op() == Op.ATTENTION;
            weightsBelow[block.index] |= wantsOneScale(reader)
                    || (moves || reader.op() == Op.CONCAT && !excluded.isByName(reader)) && weightsBelow[reader.index];
        }
    }

    private boolean wantsOneScale(Vertex reader) {
        return reader.node != null
                && !excluded.isByName(reader)
                && (graph.canOverflow(reader.node) || reader.op() == Op.ATTENTION);
    }

    /** Lets the quantizers in front of the block's readers come together behind the block. */
    private void gather(Vertex block) {
        List<Edge> out = blocks.out(block);
        if (out.stream().anyMatch(Edge::integer)) {
            return;
        }
        if (out.size() == 1) {
            Edge only = out.get(0);
            Quantizer quantizer = places.before(only);
            if (quantizer != null) {
                places.put(only, null);
                places.put(block, quantizer);
                quantizer.moved();
            }
        } else if (!floatBelow[block.index] && (!choosyBelow[block.index] || areAllQuantized(out))) {
            merge(block, out);
        }
    }

    private boolean areAllQuantized(List<Edge> edges) {
        return edges.stream()
                .allMatch(edge -> places.before(edge) != null
                        || trait(edge.to()) == Trait.AGNOSTIC
                                && (places.behind(edge.to()) != null || areAllQuantized(blocks.out(edge.to()))));
    }

    private void merge(Vertex block, List<Edge> out) {
        List<Edge> waiting =
                out.stream().filter(edge -> places.before(edge) != null).toList();
        if (waiting.isEmpty()) {
            return;
        }
        List<List<QuantizerConfig>> branches =
                waiting.stream().map(edge -> places.before(edge).configs()).toList();
        MergeRule.Merged merged = rule.merge(branches);
        if (merged.above().isEmpty()) {
            return;
        }
        var above = new Quantizer(merged.above());
        for (int i = 0; i < waiting.size(); i++) {
            Quantizer below = places.before(waiting.get(i));
            above.takeSinksOf(below);
            if (merged.stays().get(i)) {
                above.leavesBehind(below);
            } else {
                scales.replace(below, above);
                places.put(waiting.get(i), null);
            }
        }
        places.put(block, above);
    }

    /** Lets the quantizer behind a block that moves or joins go to all its inputs. */
    private void climb(Vertex block) {
        Quantizer quantizer = places.behind(block);
        Trait trait = trait(block);
        if (quantizer == null || trait != Trait.AGNOSTIC && trait != Trait.CONCAT) {
            return;
        }
        List<Edge> inputs =
                blocks.in(block).stream().filter(edge -> !edge.integer()).toList();
        if (inputs.isEmpty()) {
            return;
        }
        places.put(block, null);
        starts[block.index] = inputs.size();
        quantizer.moved();
        quantizer.moved();
        List<Quantizer> copies = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            copies.add(i == 0 ? quantizer : quantizer.copy());
            places.put(inputs.get(i), copies.get(i));
        }
        boolean joined = trait == Trait.CONCAT && weightsBelow[block.index];
        if (inputs.size() > 1 && (joined || scales.contains(quantizer))) {
            copies.forEach(copy -> scales.unite(quantizer, copy));
        }
    }

    /** Lets quantizers start in front of the inputs of a quantizable block. */
    private void start(Vertex block) {
        if (trait(block) == Trait.INPUTS_QUANTIZABLE) {
            start(block, configs.activations(block.node));
        } else if (block.isOutput() && request.quantizeOutputs()) {
            start(block, List.of(configs.anywhere()));
        }
    }

    private void start(Vertex block, List<QuantizerConfig> wanted) {
        Set<Edge> inputs = new LinkedHashSet<>(blocks.in(block));
        int lastOfAttention = request.mode() == null ? 1 : 2;
        inputs.removeIf(edge -> edge.integer() || block.op() == Op.ATTENTION && edge.port() > lastOfAttention);
        for (Edge edge : inputs) {
            places.put(edge, Quantizer.startingAt(block, wanted));
            starts[block.index]++;
        }
    }
}
