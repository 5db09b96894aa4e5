package octet.placement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import octet.graph.Graph;
import octet.graph.Use;
import octet.placement.nncf.BackEnd;
import octet.placement.nncf.NncfPlacer;

/**
 * OpenVINO on a CPU. Its plugins take the form in which NNCF places quantizers: at the inputs of what computes in int8, as
 * far up as nothing in between computes in float. Only where they go is as NNCF has it: ranges reach from the least to the
 * greatest element that was seen, and weights use all 8 bits where the CPU's products cannot overflow. Recurrent layers and
 * arithmetic on squares stay float.
 *
 * @param cpu the CPU that will run the model
 */
public record OpenVino(CpuFeatures cpu) implements Target {

    @Override
    public String name() {
        return "openvino";
    }

    @Override
    public Placement place(Graph graph, PlacementRequest request) {
        boolean auto = request.overflowFix() == OverflowFix.AUTO && request.mode() == null;
        OverflowFix fix = cpu.saturates() ? OverflowFix.FIRST_LAYER : OverflowFix.DISABLE;
        var inFloat = new FloatOnOpenVino(graph, request.ignored().in(graph));
        Placement placement = new NncfPlacer(BackEnd.OPENVINO)
                .withGates()
                .place(inFloat.unknown(), auto ? request.overflowFix(fix) : request);
        List<String> remarks = new ArrayList<>(placement.remarks());
        placement.weights().stream()
                .filter(spot -> auto && spot.halfRange())
                .findFirst()
                .ifPresent(spot -> remarks.add("This CPU (" + cpu.name()
                        + ") may lack VNNI, so sums of int8 products can be cut off at 16 bits: the weights of the first"
                        + " convolution, '" + spot.node().name() + "', keep 7 bits."));
        return new Placement(
                name(),
                merged(placement.activations()),
                placement.weights(),
                inFloat.decisions(placement.decisions()),
                placement.transformer(),
                remarks);
    }

    /**
     * One quantizer for all who read a value alike. NNCF puts one before each reader where another reads the float value;
     * smoothed each for its reader, they would be a product and a rounding more for each in attention.
     */
    private static List<ActivationSpot> merged(List<ActivationSpot> spots) {
        Map<ActivationSpot, List<Use>> uses = new LinkedHashMap<>();
        for (ActivationSpot spot : spots) {
            var alike = new ActivationSpot(spot.value(), List.of(), spot.rangesOf(), spot.config(), spot.channelAxis());
            uses.computeIfAbsent(alike, key -> new ArrayList<>()).addAll(spot.uses());
        }
        List<ActivationSpot> merged = new ArrayList<>();
        uses.forEach((alike, all) -> merged.add(
                new ActivationSpot(alike.value(), all, alike.rangesOf(), alike.config(), alike.channelAxis())));
        return merged;
    }
}
