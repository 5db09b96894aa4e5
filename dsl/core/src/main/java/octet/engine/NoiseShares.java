package octet.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Op;
import octet.graph.ValueInfo;
import octet.placement.Decision;
import octet.plan.ActivationQuantizer;
import octet.plan.Plan;

/**
 * Follows the noise of a quantized model's outputs back to the operations that it comes from. Of the noise behind an int8
 * operation, what was not at its inputs already is its own; the rest, and all noise behind a float operation, which may
 * amplify but not make any, comes from its inputs, from each in proportion to its noise.
 */
final class NoiseShares {

    private final Graph graph;
    private final Map<String, ValueNoise> noises;
    private final Map<String, ActivationQuantizer> quantizers;
    private final Set<String> quantized = new HashSet<>();
    private final Map<String, Double> due = new HashMap<>();

    NoiseShares(Graph graph, Plan plan, Map<String, ValueNoise> noises) {
        this.graph = graph;
        this.noises = noises;
        this.quantizers = plan.byValue();
        plan.decisions().stream().filter(Decision::quantized).forEach(decision -> quantized.add(decision.node()));
    }

    /** The share of every int8 operation in the noise of the outputs, by name, each from 0 to 1. */
    Map<String, Double> byOperation() {
        Map<String, Double> shares = new LinkedHashMap<>();
        shareOutputs();
        List<Node> nodes = graph.nodes();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            double share = node.outputs().stream()
                    .mapToDouble(output -> due.getOrDefault(output, 0.0))
                    .sum();
            double own = quantized.contains(node.name()) ? own(node) : 0;
            if (quantized.contains(node.name())) {
                shares.put(node.name(), share * own);
            }
            handBack(node, share * (1 - own));
        }
        return shares;
    }

    /** Each output counts by its noise relative to its signal, so that the worst counts most. */
    private void shareOutputs() {
        double all = 0;
        for (ValueInfo output : graph.outputs()) {
            all += ratio(output.name(), true);
        }
        for (ValueInfo output : graph.outputs()) {
            due.merge(output.name(), all == 0 ? 0 : ratio(output.name(), true) / all, Double::sum);
        }
    }

    /** How much of the noise behind the operation was not at its inputs. */
    private double own(Node node) {
        double behind = ratio(resultOf(node), true);
        double before = 0;
        for (String input : inputs(node)) {
            before = Math.max(before, ratio(input, isProducers(input)));
        }
        return before == 0 ? 1 : behind <= before ? 0 : 1 - before / behind;
    }

    private void handBack(Node node, double share) {
        if (share == 0) {
            return;
        }
        List<String> inputs = inputs(node);
        // Sums add up energies; for all else what counts is how much of each input is noise.
        boolean sums = node.op() == Op.ADD || node.op() == Op.SUB || node.op() == Op.CONCAT;
        double[] weights = new double[inputs.size()];
        double all = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = sums ? energy(inputs.get(i)) : ratio(inputs.get(i), isProducers(inputs.get(i)));
            all += weights[i];
        }
        for (int i = 0; i < weights.length && all > 0; i++) {
            due.merge(inputs.get(i), share * weights[i] / all, Double::sum);
        }
    }

    private List<String> inputs(Node node) {
        List<String> inputs = new ArrayList<>();
        for (String input : node.inputs()) {
            if (!input.isEmpty() && !graph.isConstant(input)) {
                inputs.add(input);
            }
        }
        return inputs;
    }

    /** What the operation hands on: its output, or that of the activation function that quantizing swallows. */
    String resultOf(Node node) {
        String output = node.output();
        return quantizers.containsKey(output)
                ? output
                : graph.onlyConsumer(output)
                        .filter(next -> next.op().isActivation() && quantizers.containsKey(next.output()))
                        .map(Node::output)
                        .orElse(output);
    }

    /** Whether the value is rounded where it is made, not where it is read. */
    private boolean isProducers(String value) {
        Optional<Node> producer = graph.producer(value);
        if (producer.isPresent() && producer.get().op().isActivation()) {
            producer = graph.producer(producer.get().inputs().get(0))
                    .filter(node -> resultOf(node).equals(value));
        }
        return quantizers.containsKey(value)
                && producer.map(node -> quantized.contains(node.name())).orElse(false);
    }

    private double energy(String value) {
        ValueNoise noise = noises.get(value);
        double energy = noise == null ? 0 : isProducers(value) ? noise.noiseBehindQuantizer() : noise.noise();
        return Double.isFinite(energy) ? energy : 0;
    }

    private double ratio(String value, boolean behindQuantizer) {
        ValueNoise noise = noises.get(value);
        if (noise == null || noise.signal() == 0) {
            return 0;
        }
        double ratio = (behindQuantizer ? noise.noiseBehindQuantizer() : noise.noise()) / noise.signal();
        return Double.isFinite(ratio) ? ratio : 0;
    }
}
