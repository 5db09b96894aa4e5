package octet.placement;

import octet.graph.Graph;

/**
 * Any runtime that computes on int8, in the form that most of them can take: signed symmetric activations with one scale,
 * signed symmetric weights with a scale for each channel, biases of 32 bits; convolutions and products of weights
 * quantized at their inputs and behind their activation functions, and sums, products, pools and concatenations that lie
 * between them. In a transformer the results of matrix products stay float, as a few of their elements are far larger than
 * all others, and one scale for all would leave nothing of the rest. Look-up tables, products of two activations and everything else stay float, as do inputs that nothing
 * quantized reads and outputs of the model.
 *
 * <p>The preset {@link Preset#MIXED} asks for asymmetric activations. As it is not known where the model will run,
 * {@link OverflowFix#AUTO} leaves no bit of the weights unused.
 */
public record Portable() implements Target {

    @Override
    public String name() {
        return "portable";
    }

    @Override
    public Placement place(Graph graph, PlacementRequest request) {
        request.refuseMode("the target 'portable'");
        request.activations().refusePerChannel("the target 'portable'");
        return new PortablePlacer(graph, request).place();
    }
}
