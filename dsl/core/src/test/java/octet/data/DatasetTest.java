package octet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import octet.problem.BadSettingsException;
import org.junit.jupiter.api.Test;

class DatasetTest {
    private final AtomicInteger read = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final Dataset ten = Dataset.of(
            "ten",
            OptionalLong.of(10),
            () -> IntStream.range(0, 10).mapToObj(this::sample).onClose(closed::incrementAndGet));

    private Sample sample(int i) {
        read.incrementAndGet();
        return Sample.of(Tensor.of(new float[] {i}, 1, 1)).named("s" + i);
    }

    private static List<String> ids(Dataset data) {
        return data.toList().stream().map(Sample::id).toList();
    }

    @Test
    void take_andSkip_cutAndCount() {
        assertThat(ids(ten.skip(7))).containsExactly("s7", "s8", "s9");
        assertThat(ids(ten.skip(2).take(2))).containsExactly("s2", "s3");
        assertThat(ten.skip(7).take(5).size()).hasValue(3);
        assertThat(ten.skip(20).size()).hasValue(0);
        assertThat(ids(ten.take(20))).hasSize(10);
    }

    @Test
    void negativeCounts_areRefusedAtOnce() {
        assertThatExceptionOfType(BadSettingsException.class)
                .isThrownBy(() -> ten.take(-1))
                .withMessageContaining("-1");
        assertThatExceptionOfType(BadSettingsException.class).isThrownBy(() -> ten.skip(-1));
        assertThatExceptionOfType(BadSettingsException.class).isThrownBy(() -> ten.batch(0));
    }

    @Test
    void samples_areReadOnlyWhenNeeded_andEveryStreamIsClosed() {
        Dataset first = ten.map(s -> s.label(1)).filter(s -> true).take(3);
        assertThat(read).hasValue(0);
        assertThat(ids(first)).hasSize(3);
        assertThat(read).hasValue(3);
        assertThat(closed).hasValue(1);
        ids(ten.batch(4));
        ids(ten.shuffle(1));
        assertThat(closed).hasValue(3);
    }

    @Test
    void filter_keepsWhatTheRuleHoldsFor_andForgetsTheSize() {
        Dataset even = ten.filter(s -> s.tensor().floats()[0] % 2 == 0);
        assertThat(ids(even)).containsExactly("s0", "s2", "s4", "s6", "s8");
        assertThat(even.size()).isEmpty();
    }

    @Test
    void shuffle_isTheSameForASeed_andLosesNothing() {
        assertThat(ids(ten.shuffle(1)))
                .isEqualTo(ids(ten.shuffle(1)))
                .isNotEqualTo(ids(ten.shuffle(2)))
                .isNotEqualTo(ids(ten))
                .containsExactlyInAnyOrderElementsOf(ids(ten));
    }

    @Test
    void labels_areFoundForEverySample() {
        Dataset labelled = ten.labels(sample -> sample.id() + "!");
        assertThat(labelled.toList().get(3).label()).isEqualTo("s3!");
        assertThat(labelled.size()).hasValue(10);
    }

    @Test
    void describe_tellsEveryStep() {
        assertThat(ten.shuffle(7).take(3).batch(2).describe())
                .isEqualTo("first 3 of ten, shuffled with seed 7, in batches of 2");
    }
}
