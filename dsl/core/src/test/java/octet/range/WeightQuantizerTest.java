package octet.range;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import octet.graph.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightQuantizerTest {
    private static final Shape SHAPE = Shape.of(4, 3, 2, 5);

    private static float[] weights(long seed) {
        var random = new Random(seed);
        float[] weights = new float[(int) SHAPE.elements()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(7) - 3));
        }
        return weights;
    }

    @ParameterizedTest
    @CsvSource({"0, 8", "1, 8", "2, 8", "3, 8", "0, 7", "1, 7"})
    void everyWeight_comesBackWithinHalfAStepOfItsChannel(int axis, int bits) {
        for (int seed = 0; seed < 50; seed++) {
            float[] exact = weights(seed);
            QuantizedTensor tensor = WeightQuantizer.perChannel(exact, SHAPE, axis, bits);
            float[] back = tensor.dequantize();
            int inner = ChannelLayout.of(SHAPE, axis).inner();
            for (int i = 0; i < exact.length; i++) {
                double half = tensor.scales()[i / inner % (int) SHAPE.dim(axis)] / 2.0;
                assertThat(Math.abs(back[i] - exact[i])).isLessThanOrEqualTo((float) (half * (1 + 1e-5)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"8, 127", "7, 63"})
    void bytes_areSymmetric_andTheGreatestWeightIsTheGreatestByte(int bits, int greatest) {
        for (int seed = 0; seed < 50; seed++) {
            float[] exact = weights(seed);
            float[] negated = exact.clone();
            for (int i = 0; i < negated.length; i++) {
                negated[i] = -negated[i];
            }
            byte[] bytes = WeightQuantizer.perChannel(exact, SHAPE, 0, bits).values();
            byte[] ofNegated =
                    WeightQuantizer.perChannel(negated, SHAPE, 0, bits).values();
            int most = 0;
            for (int i = 0; i < bytes.length; i++) {
                assertThat(ofNegated[i]).isEqualTo((byte) -bytes[i]);
                most = Math.max(most, Math.abs(bytes[i]));
            }
            assertThat(most).isEqualTo(greatest);
        }
    }

    @Test
    void aChannelOfZeros_isExact_andHasAPositiveScale() {
        QuantizedTensor tensor = WeightQuantizer.perChannel(new float[] {0, 0, 1, -1}, Shape.of(2, 2), 0, 8);
        assertThat(tensor.scales()).containsExactly(1, 1 / 127f);
        assertThat(tensor.dequantize()).containsExactly(0, 0, 1, -1);
    }

    @Test
    void tinyAndHugeWeights_haveFiniteScales() {
        QuantizedTensor tensor =
                WeightQuantizer.perChannel(new float[] {1e-30f, Float.MAX_VALUE}, Shape.of(2, 1), 0, 8);
        assertThat(tensor.scales()[0]).isEqualTo(Grid.SMALLEST);
        assertThat(tensor.scales()[1]).isPositive().isFinite();
        assertThat(tensor.values()).containsExactly(0, 127);
    }

    @Test
    void aLeastScale_holds_whereTheWeightsWantASmallerOne() {
        QuantizedTensor tensor =
                WeightQuantizer.perChannel(new float[] {1, 127}, Shape.of(2, 1), 0, 8, new float[] {0.5f, 0.5f});
        assertThat(tensor.scales()).containsExactly(0.5f, 1);
        assertThat(tensor.values()).containsExactly(2, 127);
    }
}
