package octet.correction;

import java.util.List;
import java.util.Map;
import octet.calibration.TapStatistics;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Weight;
import octet.plan.Bias;
import octet.plan.Plan;
import octet.plan.QuantizedWeight;

/**
 * Analytic bias correction (Nagel et al., <i>Data-Free Quantization Through Weight Equalization and Bias
 * Correction</i>, 2019): rounding the weights shifts the mean of output channel {@code o} by {@code Σ_c E[x_c] · Σ_k
 * (Wq − W)[o, c, k]}; the bias takes the shift back. {@code E[x_c]}, the mean of an input channel, comes from the
 * calibration, so no layer is run again.
 */
public final class BiasCorrection {

    private final Graph graph;
    private final Map<String, TapStatistics> statistics;
    private final double threshold;

    /**
     * @param statistics what the calibration saw, by value, with channel means
     * @param threshold a bias is left as it was where its greatest correction is more than so many times its greatest
     *     number
     */
    public BiasCorrection(Graph graph, Map<String, TapStatistics> statistics, double threshold) {
        this.graph = graph;
        this.statistics = statistics;
        this.threshold = threshold;
    }

    /** The plan with every bias corrected whose input means are known. */
    public Plan correct(Plan plan) {
        List<QuantizedWeight> weights = plan.weights().stream()
                .map(weight -> weight.bias()
                        .map(bias -> weight.withBias(correct(weight, bias)))
                        .orElse(weight))
                .toList();
        return plan.corrected(weights);
    }

    private Bias correct(QuantizedWeight quantized, Bias bias) {
        Node node = quantized.spot().node();
        TapStatistics input = statistics.get(node.inputs().get(0));
        if (input == null || input.channelMeans().length == 0) {
            return bias;
        }
        Weight weight = quantized.spot().weight();
        float[] exact = graph.constant(weight.constant()).orElseThrow().floats();
        double[] shift = ChannelShift.of(exact, quantized.tensor(), weight, input.channelMeans());
        return BiasShift.off(bias, shift, threshold);
    }
}
