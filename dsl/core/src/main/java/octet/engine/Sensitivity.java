package octet.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import octet.engine.Calibrator.Example;
import octet.format.FormatModel;
import octet.format.Rewritten;
import octet.graph.Graph;
import octet.graph.Node;
import octet.placement.Decision;
import octet.plan.ActivationQuantizer;
import octet.plan.Plan;
import octet.problem.UnsupportedModelException;

/**
 * Where in a quantized model the signal is lost: what is left of it at the operations' outputs, and which operations the
 * noise of the model's outputs comes from.
 *
 * @param operations by name, in the order of the plan's decisions; empty where inner values could not be looked at
 */
public record Sensitivity(Map<String, Operation> operations) {

    /** Nothing is known. */
    public static final Sensitivity UNKNOWN = new Sensitivity(Map.of());

    private static final int EXAMPLES = 2;

    /** An operation of which nothing is known. */
    private static final Operation NOTHING = new Operation(Double.NaN, Double.NaN, 0);

    /** Copies the map. */
    public Sensitivity {
        operations = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(operations));
    }

    /**
     * One operation.
     *
     * @param inputSqnr what its input's quantizer alone would leave of the float model's values, in dB; NaN without one
     * @param outputSqnr what is left of the signal at its output in the int8 model, with all noise gathered before, in dB;
     *     NaN where that could not be compared
     * @param noiseShare how much of the noise of the model's outputs comes from it, from 0 to 1
     */
    public record Operation(double inputSqnr, double outputSqnr, double noiseShare) {}

    /** What is known of the operation. */
    public Operation of(String operation) {
        return operations.getOrDefault(operation, NOTHING);
    }

    /** Compares inner values in one run of both models on each of a few examples. */
    public static Sensitivity of(FormatModel model, Rewritten int8, Plan plan, List<Example> examples) {
        Graph graph = model.graph();
        Set<String> values = new LinkedHashSet<>();
        graph.inputs().forEach(input -> values.add(input.name()));
        graph.nodes().forEach(node -> values.addAll(node.outputs()));
        values.removeIf(value -> value.isEmpty() || graph.isInput(value));
        Map<String, ValueNoise> noises;
        try {
            noises = InnerRun.compare(
                    model, int8, plan, values, examples.subList(0, Math.min(EXAMPLES, examples.size())));
        } catch (UnsupportedModelException e) {
            // A runtime may refuse to hand out some inner value; the rest of what is told does not depend on it.
            return UNKNOWN;
        }
        var shares = new NoiseShares(graph, plan, noises);
        Map<String, Double> byOperation = shares.byOperation();
        Map<String, String> inputs = quantizedInputs(plan);
        Map<String, Operation> operations = new LinkedHashMap<>();
        for (Decision decision : plan.decisions()) {
            Node node = graph.node(decision.node()).orElse(null);
            if (node == null) {
                // It was put in by a correction; nothing of it is in the float model.
                continue;
            }
            ValueNoise input = noises.get(inputs.get(node.name()));
            ValueNoise output = noises.get(shares.resultOf(node));
            operations.put(
                    node.name(),
                    new Operation(
                            input == null ? Double.NaN : input.sqnrAlone(),
                            output == null ? Double.NaN : output.sqnr(),
                            byOperation.getOrDefault(node.name(), 0.0)));
        }
        return new Sensitivity(operations);
    }

    private static Map<String, String> quantizedInputs(Plan plan) {
        Map<String, String> inputs = new HashMap<>();
        for (ActivationQuantizer quantizer : plan.activations()) {
            quantizer.uses().forEach(use -> inputs.putIfAbsent(use.node(), quantizer.value()));
        }
        return inputs;
    }

    /** The int8 operations from which noise comes, the worst first. */
    List<String> ranking() {
        List<String> ranking = new ArrayList<>(operations.keySet());
        ranking.removeIf(name -> of(name).noiseShare() <= 0);
        ranking.sort((a, b) -> Double.compare(of(b).noiseShare(), of(a).noiseShare()));
        return ranking;
    }
}
