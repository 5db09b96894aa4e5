package octet.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CompareTest {
    private static float[] gaussian(int length, long seed) {
        var random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] scaled(float[] values, float factor) {
        float[] scaled = values.clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return scaled;
    }

    @Test
    void sqnr_ofATenthOfNoise_isTwentyDecibels() {
        float[] signal = gaussian(1000, 1);
        assertThat(Sqnr.between(signal, scaled(signal, 0.9f))).isCloseTo(20, within(1e-4));
        assertThat(Sqnr.between(signal, scaled(signal, 2))).isCloseTo(0, within(1e-9));
    }

    @Test
    void sqnr_withoutNoiseIsInfinite_withNaNIsNaN() {
        assertThat(Sqnr.between(new float[] {1, 2}, new float[] {1, 2})).isInfinite();
        assertThat(Sqnr.between(new float[2], new float[2])).isInfinite();
        assertThat(Sqnr.between(new float[] {1, 2}, new float[] {1, Float.NaN})).isNaN();
    }

    @Test
    void sqnr_ofPieces_isThatOfTheWhole() {
        float[] a = gaussian(100, 2);
        float[] b = gaussian(100, 3);
        var pieces = new Sqnr();
        pieces.add(java.util.Arrays.copyOf(a, 40), java.util.Arrays.copyOf(b, 40));
        pieces.add(java.util.Arrays.copyOfRange(a, 40, 100), java.util.Arrays.copyOfRange(b, 40, 100));
        assertThat(pieces.decibels()).isCloseTo(Sqnr.between(a, b), within(1e-9));
    }

    @Test
    void cosine_doesNotDependOnLength_andIsMinusOneForOpposites() {
        float[] a = gaussian(1000, 4);
        assertThat(Cosine.between(a, scaled(a, 3))).isCloseTo(1, within(1e-12));
        assertThat(Cosine.between(a, scaled(a, -1))).isCloseTo(-1, within(1e-12));
        assertThat(Cosine.between(new float[] {1, 0}, new float[] {0, 1})).isZero();
    }

    @Test
    void cosine_withZeros_isDefined() {
        assertThat(Cosine.between(new float[3], new float[3])).isOne();
        assertThat(Cosine.between(new float[3], new float[] {1, 0, 0})).isZero();
    }
}
