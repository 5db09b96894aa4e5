package octet.placement.nncf;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import octet.placement.QuantizerConfig;

/** A quantizer of activations on its way up. */
final class Quantizer {

    /** What it may become, best first. */
    private List<QuantizerConfig> configs;

    /** The blocks whose inputs it quantizes. */
    private final Set<Vertex> sinks = new LinkedHashSet<>();

    /** Those behind it that differ and stay besides. */
    private final List<Quantizer> downstream = new ArrayList<>();

    private int steps;

    Quantizer(List<QuantizerConfig> configs) {
        this.configs = List.copyOf(configs);
    }

    /** A new one at the input of the block. */
    static Quantizer startingAt(Vertex sink, List<QuantizerConfig> configs) {
        var quantizer = new Quantizer(configs);
        quantizer.sinks.add(sink);
        return quantizer;
    }

    /** Another one of the same kind for the same blocks, which goes up another way. */
    Quantizer copy() {
        var copy = new Quantizer(configs);
        copy.takeSinksOf(this);
        copy.downstream.addAll(downstream);
        copy.steps = steps;
        return copy;
    }

    List<QuantizerConfig> configs() {
        return configs;
    }

    QuantizerConfig config() {
        return configs.get(0);
    }

    void become(List<QuantizerConfig> newConfigs) {
        configs = List.copyOf(newConfigs);
    }

    Set<Vertex> sinks() {
        return sinks;
    }

    void takeSinksOf(Quantizer other) {
        sinks.addAll(other.sinks);
    }

    void leavesBehind(Quantizer other) {
        downstream.add(other);
    }

    /** The blocks that no quantizer in between quantizes again. */
    Set<Vertex> directSinks() {
        Set<Vertex> direct = new LinkedHashSet<>(sinks);
        downstream.forEach(other -> direct.removeAll(other.sinks));
        return direct;
    }

    void moved() {
        steps++;
    }

    /** Whether it went through no operation. */
    boolean isWhereItStarted() {
        return steps <= 1;
    }
}
