package octet.placement.nncf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import octet.placement.QuantizationParameters;
import octet.placement.QuantizerConfig;
import octet.placement.Scheme;
import octet.placement.Signedness;
import octet.placement.nncf.Vertex.Edge;

/** Takes away quantizers that gain nothing, and settles what each of the others becomes. */
final class Refinement {

    private final FusedBlocks blocks;
    private final Propagation propagation;
    private final Places places;
    private final UnifiedScales scales;
    private final Map<Vertex, List<QuantizerConfig>> weights;
    private final BackEnd backEnd;

    /** @param weights what may become of the constants, by operation; tables of embeddings are narrowed down here */
    Refinement(
            FusedBlocks blocks, Propagation propagation, Map<Vertex, List<QuantizerConfig>> weights, BackEnd backEnd) {
        this.backEnd = backEnd;
        this.blocks = blocks;
        this.propagation = propagation;
        this.places = propagation.places();
        this.scales = propagation.scales();
        this.weights = weights;
    }

    void refine(boolean transformer) {
        dropHalfQuantized();
        useTables();
        settle();
        dropRepeated();
        if (transformer) {
            centreProducts();
        }
    }

    /** An element-wise operation of which one input alone is quantized gains nothing from it. */
    private void dropHalfQuantized() {
        for (Quantizer quantizer : places.all()) {
            Vertex sink = quantizer.sinks().iterator().next();
            if (quantizer.sinks().size() == 1
                    && backEnd.elementwise().contains(sink.op())
                    && propagation.starts(sink) == 1
                    && quantizer.isWhereItStarted()) {
                remove(quantizer);
            }
        }
    }

    private void remove(Quantizer quantizer) {
        places.remove(quantizer);
        scales.remove(quantizer);
    }

    /** Rows of a table that is quantized as its readers want it need no quantizer of their own. */
    private void useTables() {
        for (Vertex block : blocks.heads()) {
            Quantizer quantizer = places.behind(block);
            if (quantizer != null
                    && propagation.trait(block) == Trait.WEIGHTS_AS_OUTPUT
                    && weights.containsKey(block)) {
                useTable(block, quantizer);
            }
        }
    }

    private void useTable(Vertex embedding, Quantizer quantizer) {
        List<QuantizerConfig> common = new ArrayList<>(weights.get(embedding));
        common.removeIf(QuantizerConfig::perChannel);
        List<Quantizer> group = scales.quantizers(quantizer);
        group.forEach(member -> common.removeIf(config -> !takes(member.configs(), config)));
        if (common.isEmpty()) {
            return;
        }
        weights.put(embedding, common);
        group.forEach(member -> member.become(common));
        if (scales.contains(quantizer)) {
            scales.unite(quantizer, embedding);
        }
        remove(quantizer);
    }

    /** Whether the integers of a table will do where nothing is said about the sign. */
    private static boolean takes(List<QuantizerConfig> activations, QuantizerConfig table) {
        return activations.contains(table)
                || activations.stream()
                        .filter(config -> config.signedness() == Signedness.BY_RANGE)
                        .anyMatch(config -> config.with(QuantizationParameters.NONE.signednessToForce(
                                        table.signedness() == Signedness.SIGNED))
                                .equals(table));
    }

    /** Chooses the best that is left; scales of channels are never shared. */
    private void settle() {
        for (Quantizer quantizer : places.all()) {
            quantizer.become(List.of(quantizer.config()));
            if (quantizer.config().perChannel()) {
                scales.remove(quantizer);
            }
        }
    }

    /** Takes away what stands behind a quantizer that does the same, with only moves in between. */
    private void dropRepeated() {
        Map<Vertex, Quantizer> behind = new HashMap<>();
        for (Vertex block : blocks.heads()) {
            Quantizer above = null;
            for (Edge edge : blocks.in(block)) {
                Quantizer reaching = edge.integer() ? null : behind.get(blocks.head(edge.from()));
                Quantizer standing = places.before(edge);
                Quantizer now = standing == null ? reaching : kept(reaching, standing);
                above = above == null ? now : above;
            }
            Quantizer passed = propagation.trait(block) == Trait.AGNOSTIC ? above : null;
            Quantizer standing = places.behind(block);
            behind.put(block, standing == null ? passed : kept(passed, standing));
        }
    }

    private Quantizer kept(Quantizer above, Quantizer below) {
        if (above == null || !MergeRule.isRedundant(above.config(), below.config())) {
            return below;
        }
        above.takeSinksOf(below);
        places.remove(below);
        scales.replace(below, above);
        return above;
    }

    /** In a transformer products of two activations take symmetric ones, and so does whatever shares their scale. */
    private void centreProducts() {
        for (Quantizer quantizer : places.all()) {
            boolean multiplied = quantizer.directSinks().stream()
                    .anyMatch(sink -> Kinds.PRODUCT.contains(sink.op())
                            && sink.node.constants().isEmpty());
            if (multiplied) {
                Set<Quantizer> group = new LinkedHashSet<>(scales.quantizers(quantizer));
                group.forEach(member -> member.become(
                        List.of(member.config().with(QuantizationParameters.NONE.mode(Scheme.SYMMETRIC)))));
            }
        }
    }
}
