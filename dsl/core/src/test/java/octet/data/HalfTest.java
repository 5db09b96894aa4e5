package octet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Random;
import octet.graph.DataType;
import org.junit.jupiter.api.Test;

class HalfTest {
    private static final int INFINITY = 0x7C00;

    @Test
    void everyHalf_survivesTheWayToFloatAndBack() {
        for (int bits = 0; bits <= 0xFFFF; bits++) {
            float value = Half.toFloat((short) bits);
            if (Float.isNaN(value)) {
                assertThat(bits & 0x7FFF).isGreaterThan(INFINITY);
                assertThat(Half.toFloat(Half.ofFloat(value))).isNaN();
            } else {
                assertThat(Half.ofFloat(value)).as("%x", bits).isEqualTo((short) bits);
            }
        }
    }

    @Test
    void everyBrainHalf_survivesTheWayToFloatAndBack() {
        for (int bits = 0; bits <= 0xFFFF; bits++) {
            float value = Half.toFloatFromBrain((short) bits);
            if (Float.isNaN(value)) {
                assertThat(Half.toFloatFromBrain(Half.brainOfFloat(value))).isNaN();
            } else {
                assertThat(Half.brainOfFloat(value)).as("%x", bits).isEqualTo((short) bits);
            }
        }
    }

    @Test
    void knownNumbers_haveTheirBits() {
        assertThat(Half.toFloat((short) 0x3C00)).isEqualTo(1);
        assertThat(Half.toFloat((short) 0xC000)).isEqualTo(-2);
        assertThat(Half.toFloat((short) 0x7BFF)).isEqualTo(65504);
        assertThat(Half.toFloat((short) 0x0001)).isEqualTo(0x1p-24f);
        assertThat(Half.toFloat((short) 0x3555)).isEqualTo(0.33325195f);
        assertThat(Half.ofFloat(65519.99f)).isEqualTo((short) 0x7BFF);
        assertThat(Half.ofFloat(65520)).isEqualTo((short) INFINITY);
        assertThat(Half.ofFloat(-0.0f)).isEqualTo((short) 0x8000);
        assertThat(Half.toFloatFromBrain((short) 0x3F80)).isEqualTo(1);
        assertThat(Half.brainOfFloat(Float.MAX_VALUE)).isEqualTo((short) 0x7F80);
    }

    /** Against a search through all halves. */
    @Test
    void anyFloat_goesToTheNearestHalf_tiesToEven() {
        var random = new Random(1);
        for (int trial = 0; trial < 100_000; trial++) {
            float value = (float) Math.scalb(random.nextDouble(), random.nextInt(44) - 28);
            if (trial % 3 == 0) {
                // Halfway between two neighbours.
                int bits = random.nextInt(INFINITY - 1);
                value = (Half.toFloat((short) bits) + Half.toFloat((short) (bits + 1))) / 2;
            }
            short half = Half.ofFloat(value);
            double distance = Math.abs((double) Half.toFloat(half) - value);
            for (int step = -1; step <= 1; step += 2) {
                int neighbour = half + step;
                if (neighbour >= 0 && neighbour < INFINITY && half < INFINITY) {
                    double other = Math.abs((double) Half.toFloat((short) neighbour) - value);
                    assertThat(distance).as("%s", value).isLessThanOrEqualTo(other);
                    assertThat(distance == other && half % 2 != 0)
                            .as("%s to odd %x", value, half)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void tensorsOfHalves_giveFloats() {
        Tensor tensor = Tensor.of(DataType.BFLOAT16, new short[] {0x3F80, 0x4000, 0x7FC0}, 3);
        assertThat(tensor.toFloats()).containsExactly(1, 2, Float.NaN);
        assertThat(tensor.firstNonFinite()).isEqualTo(2);
        assertThat(tensor.rows(0, 1)).isEqualTo(Tensor.of(DataType.BFLOAT16, new short[] {0x3F80}, 1));
        assertThat(Tensor.of(new double[] {0.1}, 1).toFloats()).containsExactly(0.1f);
        assertThatIllegalStateException()
                .isThrownBy(() -> Tensor.of(new long[1], 1).toFloats())
                .withMessageContaining("int64");
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.of(DataType.INT16, new short[1], 1));
    }
}
