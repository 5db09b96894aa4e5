package octet.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TapStatisticsTest {
    private static final int SAMPLES = 200;

    private static List<Observation> observations() {
        var random = new Random(3);
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            float[] means = i < 100 ? new float[] {random.nextFloat(), random.nextFloat() * 1e6f} : new float[0];
            observations.add(new Observation(-random.nextFloat(), random.nextFloat(), means));
        }
        return observations;
    }

    private static TapStatistics inOrder(List<Integer> order, List<Observation> observations) {
        var builder = new TapStatistics.Builder("v");
        order.forEach(i -> builder.add(i, observations.get(i)));
        return builder.build();
    }

    @Test
    void theOrderOfArrival_changesNothing() {
        var observations = observations();
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, SAMPLES).boxed().toList());
        var forwards = inOrder(order, observations);
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(order, new Random(seed));
            var shuffled = inOrder(order, observations);
            assertThat(shuffled.channelMeans()).isEqualTo(forwards.channelMeans());
            assertThat(shuffled.samples()).isEqualTo(SAMPLES);
            for (int i = 0; i < SAMPLES; i++) {
                assertThat(shuffled.min(i)).isEqualTo(observations.get(i).min());
                assertThat(shuffled.max(i)).isEqualTo(observations.get(i).max());
            }
        }
    }

    @Test
    void means_areTakenOverTheSamples() {
        var statistics = inOrder(
                List.of(0, 1),
                List.of(new Observation(0, 1, new float[] {1, 10}), new Observation(0, 1, new float[] {3, 30})));
        assertThat(statistics.channelMeans()).containsExactly(2, 20);
    }

    @Test
    void withoutMeans_thereAreNone() {
        assertThat(inOrder(List.of(0), List.of(new Observation(0, 1, new float[0])))
                        .channelMeans())
                .isEmpty();
    }
}
