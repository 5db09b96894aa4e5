package octet.correction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import octet.graph.Shape;
import octet.graph.Weight;
import octet.range.QuantizedTensor;
import octet.range.WeightQuantizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The closed form against running the layer: on an input that is constant over a channel, the shift is exact. */
class BiasCorrectionTest {
    private final Random random = new Random(5);

    private float[] gaussian(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private double[] shift(float[] weights, Shape shape, Weight weight, float[] inputs) {
        double[] means = new double[inputs.length];
        for (int c = 0; c < means.length; c++) {
            means[c] = inputs[c];
        }
        return ChannelShift.of(weights, quantized(weights, shape, weight), weight, means);
    }

    private static QuantizedTensor quantized(float[] weights, Shape shape, Weight weight) {
        return WeightQuantizer.perChannel(weights, shape, weight.outputAxis(), 8);
    }

    @ParameterizedTest(name = "{0} to {1} channels in {2} groups, kernel {3}x{4}")
    @CsvSource({"6, 8, 1, 3, 3", "6, 8, 2, 3, 1", "4, 4, 4, 3, 3", "4, 8, 4, 1, 5", "1, 1, 1, 1, 1"})
    void aConvolution_isShiftedAsIfItWereRun(int inputs, int outputs, int groups, int height, int width) {
        int perGroup = inputs / groups;
        Shape shape = Shape.of(outputs, perGroup, height, width);
        var weight = new Weight("w", 1, 0, 1, groups, 2);
        float[] exact = gaussian((int) shape.elements());
        float[] rounded = quantized(exact, shape, weight).dequantize();
        float[] input = gaussian(inputs);
        double[] shift = shift(exact, shape, weight, input);
        for (int o = 0; o < outputs; o++) {
            double naive = 0;
            int group = o / (outputs / groups);
            for (int i = 0; i < perGroup; i++) {
                for (int k = 0; k < height * width; k++) {
                    int at = (o * perGroup + i) * height * width + k;
                    naive += ((double) rounded[at] - exact[at]) * input[group * perGroup + i];
                }
            }
            assertThat(shift[o]).isCloseTo(naive, within(1e-5));
        }
    }

    @ParameterizedTest(name = "output axis {0}")
    @CsvSource({"0", "1"})
    void aMatrixProduct_isShiftedAsIfItWereRun_inBothLayouts(int outputAxis) {
        int inputs = 7;
        int outputs = 5;
        Shape shape = outputAxis == 0 ? Shape.of(outputs, inputs) : Shape.of(inputs, outputs);
        var weight = new Weight("w", 1, outputAxis, 1 - outputAxis, 1, 2);
        float[] exact = gaussian(inputs * outputs);
        float[] rounded = quantized(exact, shape, weight).dequantize();
        float[] input = gaussian(inputs);
        double[] shift = shift(exact, shape, weight, input);
        for (int o = 0; o < outputs; o++) {
            double naive = 0;
            for (int i = 0; i < inputs; i++) {
                int at = outputAxis == 0 ? o * inputs + i : i * outputs + o;
                naive += ((double) rounded[at] - exact[at]) * input[i];
            }
            assertThat(shift[o]).isCloseTo(naive, within(1e-5));
        }
    }

    @Test
    void exactWeights_areNotShifted() {
        var weight = new Weight("w", 1, 0, 1, 1, 2);
        assertThat(shift(new float[] {127, -127, 1, 127}, Shape.of(2, 2), weight, new float[] {3, 4}))
                .containsExactly(0, 0);
    }
}
