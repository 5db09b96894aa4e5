package octet.report;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import octet.plan.ActivationQuantizer;
import octet.plan.Plan;
import octet.plan.QuantizedWeight;
import octet.problem.Words;

/** The operations of a quantized model in their order, each with a line that says how it is quantized or why not. */
public final class Layers extends AbstractList<Layer> {

    private final List<Layer> layers;

    private Layers(List<Layer> layers) {
        this.layers = List.copyOf(layers);
    }

    /** The lines of a plan. */
    public static Layers of(Plan plan) {
        Map<String, ActivationQuantizer> inputs = new HashMap<>();
        plan.activations()
                .forEach(quantizer -> quantizer.uses().forEach(use -> inputs.putIfAbsent(use.node(), quantizer)));
        Map<String, QuantizedWeight> weights = plan.weights().stream()
                .collect(Collectors.toMap(w -> w.spot().node().name(), w -> w));
        return new Layers(plan.decisions().stream()
                .map(decision -> {
                    var input = decision.quantized() ? inputs.get(decision.node()) : null;
                    var weight = weights.get(decision.node());
                    return new Layer(
                            decision.node(),
                            decision.type(),
                            decision.quantized(),
                            decision.reason(),
                            input == null ? null : input.observed(),
                            input == null ? Double.NaN : input.grid().scale(),
                            input == null ? 0 : input.grid().zeroPoint(),
                            weight == null ? Double.NaN : weight.sqnr());
                })
                .toList());
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
        return new Layers(layers.stream().filter(Layer::quantized).toList());
    }

    /** The operations that stay float. */
    public Layers inFloat() {
        return new Layers(layers.stream().filter(layer -> !layer.quantized()).toList());
    }

    /** The names of the types, each once. */
    public Set<String> types() {
        return layers.stream().map(Layer::type).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String decibels(double sqnr) {
        if (Double.isNaN(sqnr)) {
            return "";
        }
        return sqnr == Double.POSITIVE_INFINITY ? "exact" : Words.of("%.1f", sqnr);
    }

    @Override
    public String toString() {
        var table =
                new TextTable("operation", "type", "int8", "input range", "scale", "zero", "weights dB", "how or why");
        layers.forEach(layer -> table.row(
                layer.name(),
                layer.type(),
                layer.quantized() ? "yes" : "no",
                layer.input() == null
                        ? ""
                        : Words.of(
                                "%.3g … %.3g",
                                layer.input().low(), layer.input().high()),
                Double.isNaN(layer.scale()) ? "" : Format.number(layer.scale()),
                layer.input() == null ? "" : String.valueOf(layer.zeroPoint()),
                decibels(layer.weightSqnr()),
                layer.how()));
        return table.toString();
    }
}
