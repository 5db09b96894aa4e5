package octet.placement.nncf;

import java.util.List;
import java.util.stream.Collectors;
import octet.graph.Graph;
import octet.graph.TestGraph;
import octet.placement.ActivationSpot;
import octet.placement.Decision;
import octet.placement.ModelType;
import octet.placement.Placement;
import octet.placement.PlacementRequest;

/** Places and writes the result in words. */
final class NncfText {

    static final PlacementRequest PLAIN = PlacementRequest.DEFAULT.modelType(ModelType.NONE);

    private NncfText() {}

    static Placement place(TestGraph graph, PlacementRequest request) {
        return new NncfPlacer().place(graph.build(), request);
    }

    /** A line for each quantizer of activations: the value, then who reads it quantized. */
    static List<String> quantizers(TestGraph graph) {
        return quantizers(graph, PLAIN);
    }

    static List<String> quantizers(TestGraph graph, PlacementRequest request) {
        return place(graph, request).activations().stream().map(NncfText::line).toList();
    }

    private static String line(ActivationSpot spot) {
        return spot.value() + " for "
                + spot.uses().stream()
                        .map(use -> use.isByCaller() ? "the caller" : use.node())
                        .sorted()
                        .distinct()
                        .collect(Collectors.joining(", "));
    }

    static String reason(TestGraph graph, PlacementRequest request, String node) {
        return place(graph, request).decisions().stream()
                .filter(decision -> decision.node().equals(node))
                .map(Decision::reason)
                .findFirst()
                .orElse("no line");
    }

    static FusedBlocks blocks(Graph graph) {
        return new FusedBlocks(new InferenceGraph(graph, BackEnd.ONNX));
    }
}
