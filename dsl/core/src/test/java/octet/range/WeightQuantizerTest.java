package octet.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import octet.compare.Sqnr;
import octet.graph.Shape;
import octet.placement.Arithmetic;
import octet.placement.QuantizerConfig;
import octet.placement.Scheme;
import octet.placement.Signedness;
import octet.problem.BadSettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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
        QuantizedTensor tensor = WeightQuantizer.quantize(
                new float[] {1, 127}, Shape.of(2, 1), 0, WeightRules.DEFAULT, new float[] {0.5f, 0.5f});
        assertThat(tensor.scales()).containsExactly(0.5f, 1);
        assertThat(tensor.values()).containsExactly(2, 127);
    }

    private static WeightRules rules(Scheme scheme, boolean narrow, boolean half) {
        var config = new QuantizerConfig(8, scheme, true, narrow, Signedness.SIGNED);
        return new WeightRules(config, half, RangeEstimator.minMax(), Arithmetic.EXACT);
    }

    private static Stream<WeightRules> allRules() {
        return Arrays.stream(Scheme.values())
                .flatMap(scheme -> Stream.of(true, false)
                        .flatMap(narrow -> Stream.of(true, false).map(half -> rules(scheme, narrow, half))));
    }

    @ParameterizedTest
    @MethodSource("allRules")
    void everyKindOfGrid_holdsZero_keepsOrder_andErrsByHalfAStep(WeightRules rules) {
        for (int seed = 0; seed < 50; seed++) {
            for (int axis = -1; axis < 4; axis++) {
                float[] exact = weights(seed);
                exact[seed] = 0;
                var tensor = WeightQuantizer.quantize(
                        exact, SHAPE, axis, rules, new float[axis < 0 ? 1 : (int) SHAPE.dim(axis)]);
                float[] back = tensor.dequantize();
                var layout = ChannelLayout.of(SHAPE, axis);
                assertThat(back[seed]).isZero();
                for (int i = 0; i < exact.length; i++) {
                    int channel = i / layout.inner() % layout.channels();
                    // An asymmetric grid is moved by up to half a step, so that zero is on it.
                    double steps = rules.isSymmetric() ? 0.5 : 1;
                    assertThat(Math.abs(back[i] - exact[i]))
                            .isLessThanOrEqualTo((float) (tensor.scales()[channel] * steps * (1 + 1e-5)));
                    assertThat((int) tensor.values()[i]).isBetween(rules.lowest(), rules.highest());
                    for (int j = 0; j < layout.inner() && i + j < exact.length; j++) {
                        if (channel == (i + j) / layout.inner() % layout.channels() && exact[i] <= exact[i + j]) {
                            assertThat(tensor.values()[i]).isLessThanOrEqualTo(tensor.values()[i + j]);
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("allRules")
    void halfOfTheRange_neverSaturatesSumsOfTwoProducts(WeightRules rules) {
        boolean fits = 2 * 255 * rules.highest() <= Short.MAX_VALUE && 2 * 255 * rules.lowest() >= Short.MIN_VALUE;
        assertThat(fits).isEqualTo(rules.halfRange());
    }

    @Test
    void scales_areThoseOfTheFormulas() {
        float[] weights = {-0.5f, 1.5f, 1e-6f, 0};
        Shape shape = Shape.of(2, 2);
        float[] none = new float[2];
        var nncf = new WeightRules(WeightRules.DEFAULT.config(), false, RangeEstimator.minMax(), Arithmetic.NNCF);
        assertThat(WeightQuantizer.quantize(weights, shape, 0, nncf, none).scales())
                .containsExactly(1.5f / 127, 0.015f / 127);
        assertThat(WeightQuantizer.quantize(weights, shape, 0, WeightRules.DEFAULT, none)
                        .scales())
                .containsExactly(1.5f / 127, 1e-6f / 127);
        var nncfHalf = new WeightRules(nncf.config(), true, RangeEstimator.minMax(), Arithmetic.NNCF);
        assertThat(WeightQuantizer.quantize(weights, shape, 0, nncfHalf, none).scales())
                .containsExactly(1.5f / 63.5f, 0.015f / 63.5f);
        var half = rules(Scheme.SYMMETRIC, true, true);
        assertThat(WeightQuantizer.quantize(weights, shape, 0, half, none).scales())
                .containsExactly(1.5f / 63, 1e-6f / 63);
        var asymmetric = WeightQuantizer.quantize(weights, shape, 0, rules(Scheme.ASYMMETRIC, false, false), none);
        assertThat(asymmetric.scales()).containsExactly(2f / 255, 1e-6f / 255);
        assertThat(asymmetric.zeroPoints()).containsExactly((byte) -64, (byte) -128);
    }

    @Test
    void leastSquaredError_isNeverWorse_andGivesUpAnOutlier() {
        for (int seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            float[] exact = new float[2000];
            for (int i = 0; i < exact.length; i++) {
                exact[i] = (float) random.nextGaussian();
            }
            exact[7] = seed;
            for (Scheme scheme : Scheme.values()) {
                var plain = rules(scheme, true, false);
                var best = new WeightRules(plain.config(), false, RangeEstimator.mse(), Arithmetic.EXACT);
                var whole = WeightQuantizer.quantize(exact, Shape.of(1, 2000), 0, plain, new float[1]);
                var part = WeightQuantizer.quantize(exact, Shape.of(1, 2000), 0, best, new float[1]);
                assertThat(Sqnr.between(exact, part.dequantize()))
                        .isGreaterThanOrEqualTo(Sqnr.between(exact, whole.dequantize()));
            }
        }
    }

    @Test
    void anEstimatorOfActivations_isRefused() {
        var rules = new WeightRules(WeightRules.DEFAULT.config(), false, RangeEstimator.entropy(), Arithmetic.EXACT);
        assertThatExceptionOfType(BadSettingsException.class)
                .isThrownBy(() -> WeightQuantizer.quantize(new float[2], Shape.of(2), 0, rules, new float[2]))
                .withMessageContaining("'entropy' is for activations");
    }

    private static float[] hardToRound(long seed, Shape shape) {
        var random = new Random(seed);
        float[] weights = new float[(int) shape.elements()];
        for (int i = 0; i < weights.length; i++) {
            // Many lie in the middle between two steps, where the scale is a short number, or as near to it as floats
            // are.
            float middle = (random.nextInt(255) - 127 + 0.5f) / 64;
            weights[i] = switch (random.nextInt(4)) {
                case 0 -> middle;
                case 1 -> Math.nextUp(middle);
                case 2 -> Math.nextDown(middle);
                default -> (float) random.nextGaussian() / 3;
            };
        }
        return weights;
    }

    private static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of(Shape.of(7, 5, 3, 3), 0),
                Arguments.of(Shape.of(3, 1500), 0),
                Arguments.of(Shape.of(3, 9000), -1),
                Arguments.of(Shape.of(40, 700), 1),
                Arguments.of(Shape.of(3, 4, 613), 1),
                Arguments.of(Shape.of(2, 100_000), 0),
                Arguments.of(Shape.of(1000, 300), 1),
                Arguments.of(Shape.of(300, 33, 21), 0));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void bytes_areThoseOfADivisionInDouble(Shape shape, int axis) {
        var layout = ChannelLayout.of(shape, axis);
        for (int seed = 0; seed < 4; seed++) {
            for (WeightRules rules : allRules().toList()) {
                float[] exact = hardToRound(seed, shape);
                // A scale of 1/64 makes ties of the middles; the other ones come from the weights.
                float[] least = new float[layout.channels()];
                Arrays.fill(least, seed % 2 == 0 ? 1 / 64f : 0);
                var tensor = WeightQuantizer.quantize(exact, shape, axis, rules, least);
                byte[] expected = new byte[exact.length];
                for (int i = 0; i < exact.length; i++) {
                    int c = i / layout.inner() % layout.channels();
                    double integer = Math.rint(exact[i] / (double) tensor.scales()[c]) + tensor.zeroPoints()[c];
                    expected[i] = (byte) Math.max(rules.lowest(), Math.min(rules.highest(), integer));
                }
                assertThat(tensor.values()).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void extremes_areThoseOfEachChannel(Shape shape, int axis) {
        float[] exact = hardToRound(3, shape);
        var layout = ChannelLayout.of(shape, axis);
        float[] lows = new float[layout.channels()];
        float[] highs = new float[layout.channels()];
        Arrays.fill(lows, Float.POSITIVE_INFINITY);
        Arrays.fill(highs, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < exact.length; i++) {
            int c = i / layout.inner() % layout.channels();
            lows[c] = Math.min(lows[c], exact[i]);
            highs[c] = Math.max(highs[c], exact[i]);
        }
        float[] foundLows = new float[layout.channels()];
        float[] foundHighs = new float[layout.channels()];
        Extremes.of(exact, layout, false, foundLows, foundHighs);
        assertThat(foundLows).isEqualTo(lows);
        assertThat(foundHighs).isEqualTo(highs);
        Extremes.of(exact, layout, true, foundLows, foundHighs);
        for (int c = 0; c < lows.length; c++) {
            assertThat(foundHighs[c]).isEqualTo(Math.max(-lows[c], highs[c])).isEqualTo(-foundLows[c]);
        }
    }
}
