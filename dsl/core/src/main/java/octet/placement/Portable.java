package octet.placement;

import java.util.List;
import octet.graph.Graph;

/**
 * ONNX Runtime on a CPU that is not known: placed as for {@link OnnxRuntimeCpu}, and unless something else is asked for
 * the weights of the first convolution keep 7 bits, so that results are the same with and without VNNI.
 */
record Portable() implements Target {

    private static final CpuFeatures ANY = new CpuFeatures("any CPU", true);

    @Override
    public String name() {
        return "portable";
    }

    @Override
    public Placement place(Graph graph, PlacementRequest request) {
        boolean safe = request.overflowFix() == OverflowFix.AUTO;
        Placement placed = new OnnxRuntimePlacer(
                        graph, safe ? request.overflowFix(OverflowFix.FIRST_LAYER) : request, ANY)
                .place();
        List<String> remarks = safe
                ? List.of(
                        "Made for any CPU: the weights of the first convolution keep 7 bits, as without VNNI sums of int8"
                                + " products can be cut off at 16 bits.")
                : placed.remarks();
        return new Placement(
                name(), placed.activations(), placed.weights(), placed.decisions(), placed.transformer(), remarks);
    }
}
