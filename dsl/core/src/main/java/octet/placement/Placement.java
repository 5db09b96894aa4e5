package octet.placement;

import java.util.List;
import octet.placement.nncf.NncfPlacer;

/**
 * Where quantizers go in one graph.
 *
 * @param target the name of the target
 * @param activations the values to quantize, in topological order
 * @param weights the constants to quantize, in topological order
 * @param decisions one line for each operation that could be quantized, in topological order
 * @param transformer whether the graph holds attention
 * @param remarks what a user should know about the choice as a whole
 */
public record Placement(
        String target,
        List<ActivationSpot> activations,
        List<WeightSpot> weights,
        List<Decision> decisions,
        boolean transformer,
        List<String> remarks) {

    /** The way of Intel's NNCF: the same quantizers as its back end for the model's format places, whatever the target. */
    public static Placer nncf() {
        return new NncfPlacer();
    }

    /** Copies the lists. */
    public Placement {
        activations = List.copyOf(activations);
        weights = List.copyOf(weights);
        decisions = List.copyOf(decisions);
        remarks = List.copyOf(remarks);
    }
}
