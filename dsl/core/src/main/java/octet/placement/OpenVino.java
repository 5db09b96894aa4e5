package octet.placement;

import octet.graph.Graph;
import octet.placement.nncf.NncfPlacer;

/**
 * OpenVINO on a CPU. Its plugins take the form in which NNCF places quantizers: at the inputs of what computes in int8,
 * as far up as nothing in between computes in float.
 */
public record OpenVino() implements Target {

    private static final Placer PLACER = new NncfPlacer();

    @Override
    public String name() {
        return "openvino";
    }

    @Override
    public boolean averagesBounds() {
        return PLACER.averagesBounds();
    }

    @Override
    public Arithmetic arithmetic() {
        return PLACER.arithmetic();
    }

    @Override
    public Placement place(Graph graph, PlacementRequest request) {
        Placement placement = PLACER.place(graph, request);
        return new Placement(
                name(),
                placement.activations(),
                placement.weights(),
                placement.decisions(),
                placement.transformer(),
                placement.remarks());
    }
}
