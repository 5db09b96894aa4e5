package octet.report;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import octet.engine.Sensitivity;
import octet.graph.DataType;
import octet.graph.Graph;
import octet.graph.Node;
import octet.placement.Decision;
import octet.placement.IgnoredScope;
import octet.plan.ActivationQuantizer;
import octet.plan.Plan;
import octet.plan.QuantizedWeight;

/** The operations of a quantized model in their order, each with a line that says how it is quantized or why not. */
public final class Layers extends AbstractList<Layer> {

    private static final double SUGGESTED_SHARE = 0.9;

    private final Graph graph;
    private final List<Layer> all;
    private final List<Layer> layers;

    private Layers(Graph graph, List<Layer> all, List<Layer> layers) {
        this.graph = graph;
        this.all = all;
        this.layers = List.copyOf(layers);
    }

    /** The lines of a plan for a graph, with what is known of the noise. */
    public static Layers of(Graph graph, Plan plan, Sensitivity sensitivity) {
        Map<String, ActivationQuantizer> inputs = new HashMap<>();
        plan.activations()
                .forEach(quantizer -> quantizer.uses().forEach(use -> inputs.putIfAbsent(use.node(), quantizer)));
        Map<String, QuantizedWeight> weights = plan.weights().stream()
                .collect(Collectors.toMap(w -> w.spot().node().name(), w -> w, (first, second) -> first));
        List<Layer> all = plan.decisions().stream()
                .map(decision -> layer(
                        decision,
                        decision.quantized() ? inputs.get(decision.node()) : null,
                        weights.get(decision.node()),
                        sensitivity.of(decision.node())))
                .toList();
        return new Layers(graph, all, all);
    }

    private static Layer layer(
            Decision decision, ActivationQuantizer input, QuantizedWeight weight, Sensitivity.Operation noise) {
        return new Layer(
                decision.node(),
                decision.type(),
                decision.quantized(),
                decision.reason(),
                integers(input, weight),
                input == null ? null : input.observed(),
                input == null ? Double.NaN : input.grid().scale(),
                input == null ? 0 : input.grid().zeroPoint(),
                weight == null ? Double.NaN : weight.sqnr(),
                noise.inputSqnr(),
                noise.outputSqnr(),
                noise.noiseShare());
    }

    private static String integers(ActivationQuantizer input, QuantizedWeight weight) {
        List<String> integers = new ArrayList<>();
        if (input != null) {
            var type = input.grid().type();
            integers.add((type.isFloat8() ? word(type) : (type.name().startsWith("U") ? "u" : "s") + 8 * type.bytes())
                    + scales(input.grids().size()));
        }
        if (weight != null) {
            var type = weight.tensor().type();
            integers.add((type.isFloat8() ? word(type) : "s" + weight.spot().bits())
                    + scales(weight.tensor().scales().length));
        }
        return String.join(", ", integers);
    }

    /** {@code e4m3}. */
    private static String word(DataType type) {
        return type.toString().replace("float8_", "");
    }

    private static String scales(int count) {
        return count == 1 ? "" : "×" + count;
    }

    @Override
    public Layer get(int index) {
        return layers.get(index);
    }

    @Override
    public int size() {
        return layers.size();
    }

    /** The operations that are int8. */
    public Layers quantized() {
        return where(Layer::quantized);
    }

    /** The operations that stay float. */
    public Layers inFloat() {
        return where(layer -> !layer.quantized());
    }

    /** The operations of these types, such as {@code "Conv"}. */
    public Layers ofType(String... types) {
        return where(layer -> List.of(types).contains(layer.type()));
    }

    private Layers where(Predicate<Layer> condition) {
        return new Layers(graph, all, layers.stream().filter(condition).toList());
    }

    /** The operations from which noise of the model's outputs comes, those that add most first. */
    public Layers worst() {
        return new Layers(
                graph,
                all,
                layers.stream()
                        .filter(layer -> layer.noiseShare() > 0)
                        .sorted(Comparator.comparingDouble(Layer::noiseShare).reversed())
                        .toList());
    }

    /** The first of {@link #worst()}, at most so many. */
    public Layers worst(int count) {
        Layers worst = worst();
        return new Layers(graph, all, worst.layers.subList(0, Math.min(count, worst.size())));
    }

    /**
     * The fewest operations from which nine tenths of the noise of the model's outputs come, as something to ignore: its
     * {@code toString} is the line to paste, and {@code q.ignore(...)} takes it as it is. It was not tried;
     * {@code int8.advice()} tries.
     */
    public IgnoredScope suggest() {
        List<Node> wanted = new ArrayList<>();
        double covered = 0;
        for (Layer layer : worst()) {
            if (covered < SUGGESTED_SHARE) {
                wanted.add(graph.node(layer.name()).orElseThrow());
            }
            covered += layer.noiseShare();
        }
        List<Node> quantized = all.stream()
                .filter(Layer::quantized)
                .flatMap(layer -> graph.node(layer.name()).stream())
                .toList();
        return IgnoredScope.covering(wanted, quantized, 0);
    }

    /** The names of the types, each once. */
    public Set<String> types() {
        return layers.stream().map(Layer::type).collect(Collectors.toCollection(TreeSet::new));
    }

    /** A table that fits a terminal of 120 columns; in it a reason stands where a float operation has no numbers. */
    @Override
    public String toString() {
        return LayersText.of(layers);
    }
}
