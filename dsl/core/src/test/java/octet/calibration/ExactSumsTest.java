package octet.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumsTest {

    private static final int COUNT = 300;

    @Test
    void quotientsAreThoseOfExactArithmetic() {
        var random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<Float> numbers = numbers(random);
            BigDecimal exact = numbers.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
            double expected = exact.divide(BigDecimal.valueOf(COUNT), MathContext.DECIMAL128)
                    .doubleValue();
            assertThat(sum(numbers).dividedBy(COUNT)[0]).isCloseTo(expected, within(Math.ulp(expected) * 4));
        }
    }

    @Test
    void quotientsDoNotDependOnTheOrder() {
        var random = new Random(8);
        List<Float> numbers = numbers(random);
        double[] once = sum(numbers).dividedBy(COUNT);
        Collections.shuffle(numbers, random);
        assertThat(sum(numbers).dividedBy(COUNT)).isEqualTo(once);
        ExactSums halves = sum(numbers.subList(0, COUNT / 2)).plus(sum(numbers.subList(COUNT / 2, COUNT)));
        assertThat(halves.dividedBy(COUNT)).isEqualTo(once);
    }

    @Test
    void whatCancelsOutIsZero() {
        assertThat(sum(List.of(1e30f, Float.MIN_VALUE, -1e30f, -Float.MIN_VALUE))
                        .dividedBy(4))
                .containsExactly(0);
        assertThat(sum(List.of(-1e30f, 3f, 1e30f)).dividedBy(3)).containsExactly(1);
        assertThat(sum(List.of(-1e30f, -3f, 1e30f)).dividedBy(3)).containsExactly(-1);
    }

    /** Of all sizes and both signs, down to numbers without the hidden bit. */
    private static List<Float> numbers(Random random) {
        List<Float> numbers = new ArrayList<>();
        while (numbers.size() < COUNT) {
            float number = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(number)) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    private static ExactSums sum(List<Float> numbers) {
        var sums = ExactSums.zero(1);
        numbers.forEach(number -> sums.add(0, number));
        return sums;
    }
}
