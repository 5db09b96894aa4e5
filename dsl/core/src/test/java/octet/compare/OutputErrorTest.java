package octet.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import octet.data.Tensor;
import org.junit.jupiter.api.Test;

class OutputErrorTest {
    private static Map<String, Tensor> outputs(float... values) {
        return Map.of("y", Tensor.of(values, values.length));
    }

    private static OutputError error(Map<String, Tensor> reference, Map<String, Tensor> outputs) {
        var sum = new OutputError.Sum();
        sum.add(reference, outputs);
        return sum.error();
    }

    @Test
    void equalOutputs_haveNoError() {
        var error = error(outputs(1, 2), outputs(1, 2));
        assertThat(error.sqnr()).isInfinite();
        assertThat(error.cosine()).isCloseTo(1, within(1e-12));
        assertThat(error.greatest()).isZero();
    }

    @Test
    void greatest_isTheGreatestDifferenceOfAllSamples() {
        var sum = new OutputError.Sum();
        sum.add(outputs(1, 2), outputs(1, 2.5f));
        sum.add(outputs(1, 2), outputs(0, 2));
        assertThat(sum.error().greatest()).isOne();
        assertThat(sum.error().samples()).isEqualTo(2);
    }

    @Test
    void anOutputOfAnotherSize_isATotalLoss() {
        var error = error(outputs(1, 2), outputs(1, 2, 3));
        assertThat(error.sqnr()).isZero();
        assertThat(error.cosine()).isZero();
        assertThat(error.greatest()).isInfinite();
    }

    @Test
    void otherTypes_areNotCompared_andNothingComparedIsNoEquality() {
        Map<String, Tensor> numbers = Map.of("y", Tensor.of(new long[] {1}, 1));
        assertThat(error(numbers, numbers).cosine()).isNaN();
        assertThat(error(numbers, numbers).sqnr()).isNaN();
    }
}
