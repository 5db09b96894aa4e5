package octet.plan;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import octet.graph.DataType;
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
 * @param rescalings what is changed before quantizing; weights and biases are those of the changed model
 * @param corrections what was tried against the error, and what came of it
 */
public record Plan(
        String target,
        List<ActivationQuantizer> activations,
        List<QuantizedWeight> weights,
        List<Decision> decisions,
        boolean transformer,
        List<String> remarks,
        boolean corrected,
        Rescalings rescalings,
        List<Correction> corrections) {

    /** Copies the lists. */
    public Plan {
        activations = List.copyOf(activations);
        weights = List.copyOf(weights);
        decisions = List.copyOf(decisions);
        remarks = List.copyOf(remarks);
        corrections = List.copyOf(corrections);
    }

    /** A plan that rescales nothing, and for which no correction was tried. */
    public Plan(
            String target,
            List<ActivationQuantizer> activations,
            List<QuantizedWeight> weights,
            List<Decision> decisions,
            boolean transformer,
            List<String> remarks,
            boolean corrected) {
        this(target, activations, weights, decisions, transformer, remarks, corrected, Rescalings.NONE, List.of());
    }

    /** The same plan with corrected biases. */
    public Plan corrected(List<QuantizedWeight> newWeights) {
        return new Plan(
                target, activations, newWeights, decisions, transformer, remarks, true, rescalings, corrections);
    }

    /** The same plan for the model that is changed so. */
    public Plan with(Rescalings newRescalings) {
        return new Plan(
                target, activations, weights, decisions, transformer, remarks, corrected, newRescalings, corrections);
    }

    /** The same plan with what was tried. */
    public Plan with(List<Correction> tried) {
        return new Plan(target, activations, weights, decisions, transformer, remarks, corrected, rescalings, tried);
    }

    /** The quantizers by the value that they quantize; of several of one value the first. */
    public Map<String, ActivationQuantizer> byValue() {
        return activations.stream()
                .collect(Collectors.toMap(ActivationQuantizer::value, Function.identity(), (first, other) -> first));
    }

    /** Operations computed or stored in int8. */
    public long quantizedOperations() {
        return decisions.stream().filter(Decision::quantized).count();
    }

    /** What is computed and stored in: {@code int8}, or {@code float8_e4m3} or {@code float8_e5m2}. */
    public String precision() {
        return Stream.concat(
                        activations.stream().map(quantizer -> quantizer.grid().type()),
                        weights.stream().map(weight -> weight.tensor().type()))
                .filter(DataType::isFloat8)
                .findFirst()
                .map(DataType::toString)
                .orElse("int8");
    }

    /** One line how many operations and values are quantized, and one for each correction and remark. */
    @Override
    public String toString() {
        var text = new StringBuilder(
                "Plan for %s: %d of %d operations in %s, %d activation quantizers, %d constants as bytes%s"
                        .formatted(
                                target,
                                quantizedOperations(),
                                decisions.size(),
                                precision(),
                                activations.size(),
                                weights.size(),
                                corrected ? ", biases corrected" : ""));
        corrections.forEach(correction -> text.append('\n').append(correction));
        remarks.forEach(remark -> text.append('\n').append(remark));
        return text.toString();
    }
}
