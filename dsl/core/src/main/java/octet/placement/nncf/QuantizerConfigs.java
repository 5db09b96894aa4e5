package octet.placement.nncf;

import java.util.ArrayList;
import java.util.List;
import octet.graph.Node;
import octet.graph.Op;
import octet.placement.PlacementRequest;
import octet.placement.Preset;
import octet.placement.QuantizationParameters;
import octet.placement.QuantizerConfig;
import octet.placement.Scheme;
import octet.placement.Signedness;
import octet.problem.BadSettingsException;

/**
 * The kinds of quantizers that the hardware takes for each operation, best first, as far as preset and user allow them.
 * One table does for all CPUs: 8 bits before 16, symmetric before asymmetric, and a scale for each channel of
 * activations only where each channel is computed from one channel.
 */
final class QuantizerConfigs {

    private final InferenceGraph graph;
    private final Scheme activationScheme;
    private final QuantizationParameters activations;
    private final QuantizationParameters weights;

    QuantizerConfigs(InferenceGraph graph, PlacementRequest request, boolean transformer) {
        this.graph = graph;
        this.activations = request.activations();
        this.weights = request.weights();
        Preset preset = request.preset() != null
                ? request.preset()
                : transformer && request.mode() == null ? Preset.MIXED : Preset.PERFORMANCE;
        Scheme preferred = preset == Preset.MIXED ? Scheme.ASYMMETRIC : Scheme.SYMMETRIC;
        this.activationScheme = activations.mode() == null ? preferred : activations.mode();
    }

    /** For the inputs of the operation. */
    List<QuantizerConfig> activations(Node node) {
        if (graph.backEnd().withoutTable().contains(node.op())) {
            return List.of(anywhere());
        }
        Scheme scheme = node.op() == Op.ATTENTION ? Scheme.SYMMETRIC : activationScheme;
        List<QuantizerConfig> configs = new ArrayList<>();
        for (int bits : node.op() == Op.RESIZE ? new int[] {8} : new int[] {8, 16}) {
            if (graph.isDepthwise(node)) {
                configs.add(new QuantizerConfig(bits, scheme, true, false, Signedness.BY_RANGE));
            }
            configs.add(new QuantizerConfig(bits, scheme, false, false, Signedness.BY_RANGE));
        }
        return allowed(configs, activations, "activationsQuantizationParams", node);
    }

    /** For what the table says nothing of, and for outputs of the model. */
    QuantizerConfig anywhere() {
        return new QuantizerConfig(8, activationScheme, false, false, Signedness.BY_RANGE).with(activations);
    }

    /** For the constants of the operation. */
    List<QuantizerConfig> weights(Node node) {
        Scheme scheme = weights.mode() == null ? Scheme.SYMMETRIC : weights.mode();
        boolean symmetric = scheme == Scheme.SYMMETRIC;
        List<QuantizerConfig> configs = new ArrayList<>();
        for (boolean perChannel : new boolean[] {true, false}) {
            var signed = symmetric ? Signedness.SIGNED : Signedness.BY_RANGE;
            configs.add(new QuantizerConfig(8, scheme, perChannel, symmetric, signed));
            if (symmetric && Kinds.isEmbedding(node)) {
                configs.add(new QuantizerConfig(8, scheme, perChannel, false, signed));
            }
        }
        return allowed(configs, weights, "weightsQuantizationParams", node);
    }

    private static List<QuantizerConfig> allowed(
            List<QuantizerConfig> configs, QuantizationParameters wanted, String parameter, Node node) {
        List<QuantizerConfig> allowed = configs.stream()
                .filter(config -> wanted.numBits() == null || wanted.numBits() == config.bits())
                .filter(config -> wanted.perChannel() == null || wanted.perChannel() == config.perChannel())
                .filter(config -> wanted.narrowRange() == null || wanted.narrowRange() == config.narrowRange())
                .filter(config -> fits(config.signedness(), wanted.signednessToForce()))
                .map(config -> forced(config, wanted.signednessToForce()))
                .toList();
        if (allowed.isEmpty()) {
            throw new BadSettingsException(
                    parameter + " ask for a quantizer that " + node.type() + " ('" + node.name() + "') does not take",
                    configs.size() == 1 ? configs.get(0).toString() : "one of " + configs,
                    "change " + parameter + ", or ignore the operation");
        }
        return allowed;
    }

    private static boolean fits(Signedness signedness, Boolean forced) {
        return forced == null || signedness != Signedness.SIGNED || forced;
    }

    private static QuantizerConfig forced(QuantizerConfig config, Boolean signed) {
        return signed == null ? config : config.with(QuantizationParameters.NONE.signednessToForce(signed));
    }
}
