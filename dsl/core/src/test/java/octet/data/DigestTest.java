package octet.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigestTest {
    private static Digest of(float... values) {
        return Digest.of(Map.of("x", Tensor.of(values, 1, values.length)));
    }

    @Test
    void everythingOfASample_counts() {
        var digests = List.of(
                of(1, 2),
                of(2, 1),
                of(1, 2, 0),
                of(1, -2),
                Digest.of(Map.of("y", Tensor.of(new float[] {1, 2}, 1, 2))),
                Digest.of(Map.of("x", Tensor.of(new float[] {1, 2}, 2, 1))),
                Digest.of(Map.of("x", Tensor.of(new int[] {1, 2}, 1, 2))));
        assertThat(digests).doesNotHaveDuplicates();
    }

    @Test
    void theOrderOfInputs_doesNotCount() {
        Tensor a = Tensor.of(new float[] {1}, 1);
        Tensor b = Tensor.of(new float[] {2}, 1);
        Map<String, Tensor> forwards = new LinkedHashMap<>(Map.of("a", a));
        forwards.put("b", b);
        Map<String, Tensor> backwards = new LinkedHashMap<>(Map.of("b", b));
        backwards.put("a", a);
        assertThat(Digest.of(forwards)).isEqualTo(Digest.of(backwards));
    }

    @Test
    void sums_areTheSameInAnyOrder_andCountEverySample() {
        List<Digest> samples = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            samples.add(of(i));
        }
        Digest sum = samples.stream().reduce(Digest.NONE, Digest::plus);
        Collections.shuffle(samples, new Random(1));
        assertThat(samples.stream().reduce(Digest.NONE, Digest::plus)).isEqualTo(sum);
        assertThat(sum.plus(of(7))).isNotEqualTo(sum);
        assertThat(of(1).plus(of(1))).isNotEqualTo(of(1)).isNotEqualTo(Digest.NONE);
    }

    @Test
    void bytes_andText_tellTheSame() {
        assertThat(Digest.of(of(3).bytes())).isEqualTo(of(3)).hasSameHashCodeAs(of(3));
        assertThat(of(3).toString()).hasSize(64).matches("[0-9a-f]+");
        assertThat(Digest.NONE).hasToString("0".repeat(64)).isLessThan(of(3));
    }
}
