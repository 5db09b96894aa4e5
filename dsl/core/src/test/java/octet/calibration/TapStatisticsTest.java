package octet.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TapStatisticsTest {
    private static final int SAMPLES = 60;

    private static List<Observation> observations() {
        var random = new Random(3);
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            float[] means = {random.nextFloat(), (float) (random.nextGaussian() * Math.pow(10, random.nextInt(60) - 30))
            };
            float[] elements = new float[100];
            for (int e = 0; e < elements.length; e++) {
                elements[e] = (float) random.nextGaussian();
            }
            float[] minima = {-random.nextFloat(), -1};
            float[] maxima = {random.nextFloat(), 1};
            observations.add(
                    new Observation(-random.nextInt(4), random.nextInt(4) - 1, means, minima, maxima, elements));
        }
        return observations;
    }

    private static TapStatistics of(List<Observation> observations) {
        var builder = new TapStatistics.Builder("v");
        observations.forEach(builder::add);
        return builder.build();
    }

    @Test
    void theOrderOfArrival_changesNothing() {
        var observations = observations();
        var forwards = of(observations);
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(observations, new Random(seed));
            assertThat(of(observations)).isEqualTo(forwards);
        }
    }

    @Test
    void mergedParts_areEqualToTheWhole_inWhateverOrder() {
        var observations = observations();
        var whole = of(observations);
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(observations, new Random(seed));
            var some = of(observations.subList(0, 7));
            var others = of(observations.subList(7, 30));
            var rest = of(observations.subList(30, SAMPLES));
            assertThat(some.merge(others).merge(rest)).isEqualTo(whole);
            assertThat(rest.merge(others.merge(some))).isEqualTo(whole);
            assertThat(rest.merge(some).merge(others).channelMeans()).isEqualTo(whole.channelMeans());
        }
    }

    @Test
    void boundsOfEverySample_areKept_inTheirOrder() {
        var statistics = of(List.of(
                Observation.ofBounds(0, 3), Observation.ofBounds(-2.5f, 1), Observation.ofBounds(-2.5f, -1.5f)));
        assertThat(statistics.samples()).isEqualTo(3);
        assertThat(statistics.min(0)).isEqualTo(-2.5f);
        assertThat(statistics.max(0)).isEqualTo(-1.5f);
        assertThat(statistics.max(1)).isEqualTo(1);
        assertThat(statistics.min(2)).isZero();
        assertThat(statistics.min()).isEqualTo(-2.5f);
        assertThat(statistics.max()).isEqualTo(3);
    }

    @Test
    void means_areTakenOverTheSamples_withoutRounding() {
        var statistics = of(List.of(
                Observation.ofBounds(0, 1).withMeans(1e30f, 10),
                Observation.ofBounds(0, 1).withMeans(1e-30f, 30),
                Observation.ofBounds(0, 1).withMeans(-1e30f, 2)));
        assertThat(statistics.channelMeans()[0]).isCloseTo(1e-30f / 3.0, within(1e-45));
        assertThat(statistics.channelMeans()[1]).isEqualTo(14);
    }

    @Test
    void whatWasNotAskedFor_isNotKnown() {
        var bounds = of(List.of(Observation.ofBounds(0, 1)));
        assertThat(bounds.channelMeans()).isEmpty();
        assertThat(bounds.known()).containsExactly(Statistic.BOUNDS);
        var all = of(observations());
        assertThat(bounds.complete(all).known()).containsExactlyInAnyOrder(Statistic.values());
        assertThat(bounds.merge(all).known()).containsExactly(Statistic.BOUNDS);
    }

    @Test
    void quantiles_areWithinOnePercent() {
        var random = new Random(7);
        float[] elements = new float[200_001];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = (float) (random.nextGaussian() * 5 - 1);
        }
        var histogram = of(List.of(new Observation(0, 0, new float[0], new float[0], new float[0], elements)))
                .histogram()
                .orElseThrow();
        Arrays.sort(elements);
        assertThat(histogram.total()).isEqualTo(elements.length);
        for (double share : new double[] {0, 1e-4, 0.01, 0.3, 0.5, 0.9, 0.9999, 1}) {
            double exact = elements[(int) (share * (elements.length - 1))];
            assertThat(histogram.quantile(share)).isCloseTo(exact, within(0.01 * Math.abs(exact) + 1e-3));
        }
        for (int i = 1; i < histogram.size(); i++) {
            assertThat(histogram.low(i)).isGreaterThanOrEqualTo(histogram.high(i - 1));
        }
    }
}
