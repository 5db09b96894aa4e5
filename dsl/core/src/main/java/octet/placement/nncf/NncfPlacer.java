package octet.placement.nncf;

import java.util.List;
import java.util.Map;
import octet.graph.Graph;
import octet.placement.ActivationSpot;
import octet.placement.Arithmetic;
import octet.placement.OpenVino;
import octet.placement.Placement;
import octet.placement.PlacementRequest;
import octet.placement.Placer;
import octet.placement.QuantizerConfig;
import octet.placement.Target;
import octet.placement.WeightSpot;

/** Places quantizers where NNCF does; the package's documentation tells how, and where it differs. */
public final class NncfPlacer implements Placer {

    private final BackEnd backEnd;
    private final boolean gates;

    /** As NNCF does with ONNX models. */
    public NncfPlacer() {
        this(BackEnd.ONNX);
    }

    /** As this back end of NNCF does. */
    public NncfPlacer(BackEnd backEnd) {
        this(backEnd, false);
    }

    private NncfPlacer(BackEnd backEnd, boolean gates) {
        this.backEnd = backEnd;
        this.gates = gates;
    }

    /**
     * The same, and in a transformer products and means that convolutions alone read are quantized too. In float such a
     * gate makes the convolutions around it write and read float.
     */
    public NncfPlacer withGates() {
        return new NncfPlacer(backEnd, true);
    }

    @Override
    public String name() {
        return "nncf";
    }

    @Override
    public Placer on(Target target) {
        return target instanceof OpenVino ? new NncfPlacer(BackEnd.OPENVINO) : this;
    }

    @Override
    public boolean averagesBounds() {
        return true;
    }

    @Override
    public Arithmetic arithmetic() {
        return Arithmetic.NNCF;
    }

    /**
     * {@inheritDoc}
     *
     * @throws octet.problem.BadSettingsException also when a quantizer is asked for that an operation does not take
     */
    @Override
    public Placement place(Graph graph, PlacementRequest request) {
        var ignored = request.ignored().in(graph);
        boolean transformer = request.isForTransformer(graph);
        var inference = new InferenceGraph(graph, backEnd);
        var blocks = new FusedBlocks(inference);
        var excluded = new Exclusions(inference, blocks, ignored, transformer, gates);
        var configs = new QuantizerConfigs(inference, request, transformer);
        var weightSpots = new WeightSpots(graph, inference, blocks, excluded);
        Map<Vertex, List<QuantizerConfig>> weightConfigs = weightSpots.configs(configs);
        var propagation = new Propagation(inference, blocks, excluded, configs, request);
        new Refinement(blocks, propagation, weightConfigs, backEnd).refine(transformer);
        var spots = new Spots(graph, blocks, propagation, request.quantizeOutputs());
        List<ActivationSpot> activations = spots.activations();
        List<WeightSpot> weights = weightSpots.spots(weightConfigs, request, spots, activations);
        var reasons = new Reasons(graph, inference, blocks, excluded, activations, weights);
        return new Placement(name(), activations, weights, reasons.decisions(), transformer, List.of());
    }
}
