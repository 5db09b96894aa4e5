package octet.correction;

import java.util.List;
import java.util.Map;
import octet.calibration.TapStatistics;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Shape;
import octet.graph.Weight;
import octet.plan.Bias;
import octet.plan.Plan;
import octet.plan.QuantizedWeight;
import octet.range.ChannelLayout;
import octet.range.QuantizedTensor;

/**
 * Analytic bias correction (Nagel et al., <i>Data-Free Quantization Through Weight Equalization and Bias
 * Correction</i>, 2019): rounding the weights shifts the mean of output channel {@code o} by {@code Σ_c E[x_c] · Σ_k
 * (Wq − W)[o, c, k]}; the bias takes the shift back. {@code E[x_c]}, the mean of an input channel, comes from the
 * calibration, so no layer is run again.
 */
public final class BiasCorrection {

    private final Graph graph;
    private final Map<String, TapStatistics> statistics;

    /** @param statistics what the calibration saw, by value, with channel means */
    public BiasCorrection(Graph graph, Map<String, TapStatistics> statistics) {
        this.graph = graph;
        this.statistics = statistics;
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
        double[] shift = shift(exact, quantized.tensor(), weight, input.channelMeans());
        float[] values = bias.values().clone();
        for (int o = 0; o < values.length; o++) {
            values[o] -= (float) shift[o];
        }
        return bias.withValues(values);
    }

    /** How far the mean of each output channel has moved. */
    static double[] shift(float[] exact, QuantizedTensor rounded, Weight weight, double[] inputMeans) {
        Shape shape = rounded.shape();
        var outputs = ChannelLayout.of(shape, weight.outputAxis());
        var inputs = ChannelLayout.of(shape, weight.inputAxis());
        int outputsOfGroup = outputs.channels() / weight.groups();
        float[] scales = rounded.scalesOf(outputs.channels());
        byte[] zeroPoints = rounded.zeroPoints();
        byte[] bytes = rounded.values();
        double[] shift = new double[outputs.channels()];
        // Elements that differ in neither channel lie side by side: the kernel's positions of a convolution.
        int run = Math.min(inputs.inner(), outputs.inner());
        for (int start = 0; start < exact.length; start += run) {
            int o = start / outputs.inner() % shift.length;
            int channel = o / outputsOfGroup * inputs.channels() + start / inputs.inner() % inputs.channels();
            int zeroPoint = zeroPoints[zeroPoints.length == 1 ? 0 : o];
            double sum = 0;
            for (int i = start; i < start + run; i++) {
                sum += (double) scales[o] * (bytes[i] - zeroPoint) - exact[i];
            }
            shift[o] += sum * inputMeans[channel];
        }
        return shift;
    }
}
