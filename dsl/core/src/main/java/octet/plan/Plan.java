package octet.plan;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import octet.placement.Decision;

/**
 * What is to be done to a model, complete: a format module writes it without deciding anything.
 *
 * @param target the name of the target
 * @param activations the quantizers of activations, in topological order
 * @param weights the constants as bytes, in topological order
 * @param decisions how each operation is quantized, or why not
 * @param transformer whether the model holds attention
 * @param remarks what a user should know about the plan as a whole
 * @param corrected whether biases are corrected
 */
public record Plan(
        String target,
        List<ActivationQuantizer> activations,
        List<QuantizedWeight> weights,
        List<Decision> decisions,
        boolean transformer,
        List<String> remarks,
        boolean corrected) {

    /** Copies the lists. */
    public Plan {
        activations = List.copyOf(activations);
        weights = List.copyOf(weights);
        decisions = List.copyOf(decisions);
        remarks = List.copyOf(remarks);
    }

    /** The same plan with corrected biases. */
    public Plan corrected(List<QuantizedWeight> newWeights) {
        return new Plan(target, activations, newWeights, decisions, transformer, remarks, true);
    }

    /** The quantizers by the value that they quantize. */
    public Map<String, ActivationQuantizer> byValue() {
        return activations.stream().collect(Collectors.toMap(ActivationQuantizer::value, Function.identity()));
    }

    /** Operations computed or stored in int8. */
    public long quantizedOperations() {
        return decisions.stream().filter(Decision::quantized).count();
    }

    /** One line: how many operations and values are quantized. */
    @Override
    public String toString() {
        return "Plan for %s: %d of %d operations in int8, %d activation quantizers, %d constants as bytes%s%s"
                .formatted(
                        target,
                        quantizedOperations(),
                        decisions.size(),
                        activations.size(),
                        weights.size(),
                        corrected ? ", biases corrected" : "",
                        remarks.isEmpty() ? "" : "\n" + String.join("\n", remarks));
    }
}
