package octet.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JoinedDatasetTest {
    private final List<String> log = new ArrayList<>();

    private Dataset numbers(String name, int count) {
        return Dataset.of(name, OptionalLong.of(count), () -> {
            log.add("open " + name);
            return numbered(name, count).onClose(() -> log.add("close " + name));
        });
    }

    private static Stream<Sample> numbered(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Sample.of(Tensor.of(new float[] {i}, 1)).named(name + i));
    }

    @Test
    void samples_comeOneDatasetAfterTheOther_emptyOnesToo() {
        var joined = numbers("a", 2).and(numbers("b", 0)).and(numbers("c", 1));
        assertThat(joined.toList()).extracting(Sample::id).containsExactly("a0", "a1", "c0");
        assertThat(joined.size()).hasValue(3);
        assertThat(joined.describe()).isEqualTo("a + b + c");
        assertThat(log).containsExactly("open a", "close a", "open b", "close b", "open c", "close c");
    }

    @Test
    void onlyWhatIsRead_isOpened() {
        try (var samples = numbers("a", 2).and(numbers("b", 2)).open()) {
            assertThat(samples.iterator().next().id()).isEqualTo("a0");
        }
        assertThat(log).containsExactly("open a", "close a");
    }

    @Test
    void theSize_isKnown_whereAllAre() {
        var unknown = numbers("a", 2).filter(sample -> true);
        assertThat(numbers("b", 1).and(unknown).size()).isEmpty();
        assertThat(numbers("b", 1).and(unknown).take(2).toList()).hasSize(2);
    }
}
