package octet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import octet.problem.BadDataException;
import org.junit.jupiter.api.Test;

class BatchedDatasetTest {
    private static Dataset of(Sample... samples) {
        return Dataset.of("samples", OptionalLong.of(samples.length), () -> Arrays.stream(samples));
    }

    private static Sample sample(String name, float value, Object label) {
        return new Sample("of " + value, Map.of(name, Tensor.of(new float[] {value, value}, 1, 2)), label);
    }

    private static void refused(String message, Sample... samples) {
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> of(samples).batch(2).toList())
                .withMessageContaining(message);
    }

    @Test
    void samples_areJoined_withTheirLabels_theLastBatchSmaller() {
        Dataset batched = of(sample("x", 1, "a"), sample("x", 2, null), sample("x", 3, "c"))
                .batch(2);
        assertThat(batched.size()).hasValue(2);
        List<Sample> batches = batched.toList();
        assertThat(batches.get(0).inputs()).isEqualTo(Map.of("x", Tensor.of(new float[] {1, 1, 2, 2}, 2, 2)));
        assertThat(batches.get(0).label()).isEqualTo(Arrays.asList("a", null));
        assertThat(batches.get(1).inputs().get("x").shape()).hasToString("[1, 2]");
    }

    @Test
    void withoutLabels_aBatchHasNone() {
        assertThat(of(sample("x", 1, null), sample("x", 2, null))
                        .batch(2)
                        .toList()
                        .get(0)
                        .label())
                .isNull();
    }

    @Test
    void otherInputs_areNotLeftOutSilently() {
        var both = new Sample(
                "both", Map.of("x", Tensor.of(new float[2], 1, 2), "mask", Tensor.of(new float[1], 1, 1)), null);
        refused("[x]", sample("x", 1, null), both);
        refused("[y]", sample("x", 1, null), sample("y", 2, null));
    }

    @Test
    void otherShapesAndTypes_doNotFit() {
        refused("from 'of 1.0' on", sample("x", 1, null), Sample.of(Map.of("x", Tensor.of(new float[3], 1, 3))));
        refused("int64", sample("x", 1, null), Sample.of(Map.of("x", Tensor.of(new long[2], 1, 2))));
    }

    @Test
    void singleNumbers_haveNoFirstAxisToJoin() {
        var number = Sample.of(Map.of("x", Tensor.of(new float[1])));
        refused("cannot join float32 [] and float32 []", number, number);
    }
}
