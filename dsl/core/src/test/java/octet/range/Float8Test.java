package octet.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import octet.graph.DataType;
import octet.graph.Shape;
import octet.placement.Arithmetic;
import octet.placement.QuantizationMode;
import octet.placement.QuantizerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Float8Test {

    @ParameterizedTest
    @EnumSource(QuantizationMode.class)
    void everyFiniteNumber_isItself(QuantizationMode mode) {
        for (int bits = 0; bits < 256; bits++) {
            float number = Float8.decode(bits, mode.type());
            if (Float.isFinite(number)) {
                assertThat(Float8.encode(number, mode.type())).isEqualTo(bits);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(QuantizationMode.class)
    void anyNumber_becomesTheNearest_andOfTwoTheEven(QuantizationMode mode) {
        DataType type = mode.type();
        var random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            double real = random.nextGaussian() * Math.pow(2, random.nextInt(40) - 24);
            int found = Float8.encode(real, type);
            double distance = Math.abs(Float8.decode(found, type) - real);
            for (int bits = found & 0x80; bits < (found & 0x80) + 128; bits++) {
                double other = Math.abs(Float8.decode(bits, type) - real);
                assertThat(other >= distance || Double.isNaN(other)).isTrue();
            }
        }
        for (int bits = 0; Float8.decode(bits + 1, type) <= Float8.greatest(type); bits++) {
            double middle = ((double) Float8.decode(bits, type) + Float8.decode(bits + 1, type)) / 2;
            assertThat(Float8.encode(middle, type)).isEqualTo(bits + bits % 2);
            assertThat(Float8.encode(-middle, type)).isEqualTo(0x80 + bits + bits % 2);
        }
    }

    @Test
    void numbersOfThePaper() {
        assertThat(Float8.encode(448, DataType.FLOAT8_E4M3)).isEqualTo(0x7e);
        assertThat(Float8.encode(1e9, DataType.FLOAT8_E4M3)).isEqualTo(0x7e);
        assertThat(Float8.decode(0x7f, DataType.FLOAT8_E4M3)).isNaN();
        assertThat(Float8.decode(0x01, DataType.FLOAT8_E4M3)).isEqualTo(0x1p-9f);
        assertThat(Float8.decode(0x08, DataType.FLOAT8_E4M3)).isEqualTo(0x1p-6f);
        assertThat(Float8.encode(Double.NEGATIVE_INFINITY, DataType.FLOAT8_E5M2))
                .isEqualTo(0xfb);
        assertThat(Float8.decode(0xfb, DataType.FLOAT8_E5M2)).isEqualTo(-57344);
        assertThat(Float8.decode(0x7c, DataType.FLOAT8_E5M2)).isInfinite();
        assertThat(Float8.decode(0x01, DataType.FLOAT8_E5M2)).isEqualTo(0x1p-16f);
    }

    @ParameterizedTest
    @EnumSource(QuantizationMode.class)
    void weights_keepTheirMantissa_andTheGreatestIsTheGreatest(QuantizationMode mode) {
        var rules = new WeightRules(QuantizerConfig.WEIGHTS, false, RangeEstimator.minMax(), Arithmetic.EXACT, mode);
        float[] weights = {1, -0.5f, 0.3f, 0, -64, 20, 10, 0.1f};
        QuantizedTensor tensor = WeightQuantizer.quantize(weights, Shape.of(2, 4), 0, rules, new float[2]);
        float[] reals = tensor.dequantize();
        for (int i = 0; i < weights.length; i++) {
            assertThat((double) reals[i])
                    .isCloseTo(weights[i], within(Math.abs(weights[i]) / 8.0 + (i < 4 ? 1 : 64) * 2e-5));
        }
        assertThat(tensor.scales()[1] * Float8.greatest(mode.type())).isCloseTo(64, within(1e-4f));
    }
}
