package octet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import octet.calibration.Observation;
import octet.calibration.Statistic;
import octet.calibration.Tap;
import octet.data.Tensor;
import octet.format.FormatModel;
import octet.format.ModelInfo;
import octet.format.Rewritten;
import octet.format.Session;
import octet.format.TapSession;
import octet.graph.Graph;
import octet.graph.Op;
import octet.graph.TestGraph;
import octet.placement.Target;
import octet.plan.Plan;
import octet.plan.Settings;
import org.junit.jupiter.api.Test;

class CalibratorTest {
    /** A model with one convolution that tells which sessions were opened and closed, and sees {@code [-i, i]}. */
    private static final class Recording implements FormatModel {
        private final Graph graph = new TestGraph()
                .input("x")
                .conv("c", "x", 2, 2)
                .node("y", Op.TANH, "Tanh", "c")
                .output("y")
                .build();
        private final List<List<Tap>> opened = new ArrayList<>();
        private final AtomicInteger runs = new AtomicInteger();
        private int open;

        @Override
        public TapSession open(List<Tap> taps) {
            opened.add(taps);
            open++;
            return new TapSession() {
                @Override
                public Result run(Map<String, Tensor> inputs, boolean withOutputs) {
                    float i = inputs.get("x").floats()[0];
                    runs.incrementAndGet();
                    float[] seen = {1, 2};
                    return new Result(
                            taps.stream()
                                    .map(tap -> tap.wants(Statistic.CHANNEL_MEANS)
                                            ? Observation.ofBounds(-i, i).withMeans(seen)
                                            : Observation.ofBounds(-i, i))
                                    .toList(),
                            withOutputs ? Map.of("y", Tensor.of(new float[] {i}, 1)) : Map.of());
                }

                @Override
                public void close() {
                    open--;
                }
            };
        }

        @Override
        public Graph graph() {
            return graph;
        }

        @Override
        public Target target() {
            return Target.onnxRuntimeCpu();
        }

        @Override
        public ModelInfo info() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Session openWith(Collection<String> values) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Rewritten rewrite(Plan plan) {
            throw new UnsupportedOperationException();
        }
    }

    private static Calibrator.Result run(Recording model, int samples) {
        var taps = Requirements.of(model, Settings.DEFAULT).taps();
        return Calibrator.run(model, taps, Numbers.upTo(samples));
    }

    @Test
    void everySample_isSeenOnce_inOneSession() {
        var model = new Recording();
        var result = run(model, 200);
        var x = result.statistics().get("x");
        assertThat(x.samples()).isEqualTo(200);
        assertThat(x.max()).isEqualTo(199);
        assertThat(x.channelMeans()).containsExactly(1, 2);
        assertThat(model.opened).hasSize(1);
        assertThat(model.runs.get()).isEqualTo(200);
        assertThat(model.open).as("sessions left open").isZero();
    }

    @Test
    void aFewSamples_areKeptWithTheirOutputs() {
        var result = run(new Recording(), 3);
        assertThat(result.kept()).hasSize(3);
        for (var example : result.kept()) {
            assertThat(example.outputs().get("y").floats())
                    .containsExactly(example.inputs().get("x").floats()[0]);
        }
    }

    @Test
    void ofManySamples_theSameFewAreKept_whateverTheirOrder() {
        var result = run(new Recording(), 50);
        assertThat(result.kept()).hasSize(Calibrator.KEPT);
        var shuffled =
                Calibrator.run(new Recording(), List.of(), Numbers.upTo(50).shuffle(3));
        assertThat(shuffled.kept()).isEqualTo(result.kept());
        assertThat(shuffled.digest()).isEqualTo(result.digest());
    }

    @Test
    void merged_partsAreTheWhole() {
        var whole = run(new Recording(), 50);
        var taps = Requirements.of(new Recording(), Settings.DEFAULT).taps();
        var first = Calibrator.run(new Recording(), taps, Numbers.upTo(50).take(20));
        var rest = Calibrator.run(new Recording(), taps, Numbers.upTo(50).skip(20));
        for (var merged : List.of(first.merge(rest), rest.merge(first))) {
            assertThat(merged.statistics()).isEqualTo(whole.statistics());
            assertThat(merged.kept()).isEqualTo(whole.kept());
            assertThat(merged.digest()).isEqualTo(whole.digest());
            assertThat(merged.samples()).isEqualTo(50);
        }
    }

    @Test
    void whatOnlyOnePartHasSeen_isLost() {
        var taps = Requirements.of(new Recording(), Settings.DEFAULT).taps();
        var all = Calibrator.run(new Recording(), taps, Numbers.upTo(3));
        var one = Calibrator.run(new Recording(), taps.subList(0, 1), Numbers.upTo(3));
        assertThat(all.statistics()).hasSizeGreaterThan(1);
        assertThat(all.merge(one).statistics()).containsOnlyKeys(taps.get(0).value());
    }
}
