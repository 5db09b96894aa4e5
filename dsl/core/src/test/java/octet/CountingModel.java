package octet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import octet.calibration.Observation;
import octet.calibration.Statistic;
import octet.calibration.Tap;
import octet.data.Dataset;
import octet.data.Sample;
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

/** A model of two convolutions that doubles its input, and counts what is run. */
final class CountingModel implements FormatModel {
    final List<List<Tap>> opened = new ArrayList<>();
    final AtomicInteger tappedRuns = new AtomicInteger();

    private final String sha256;

    private final Graph graph = new TestGraph()
            .input("x")
            .conv("c", "x", 2, 2)
            .conv("d", "c", 2, 2)
            .node("y", Op.TANH, "Tanh", "d")
            .output("y")
            .build();

    CountingModel(String sha256) {
        this.sha256 = sha256;
    }

    /** The samples {@code [i, -2 i]} from one number to before another. */
    static Dataset numbers(int from, int to) {
        return Dataset.of(
                "numbers",
                OptionalLong.of(to - from),
                () -> IntStream.range(from, to).mapToObj(i -> Sample.of(Tensor.of(new float[] {i, -2 * i}, 1, 2))));
    }

    @Override
    public ModelInfo info() {
        return new ModelInfo(Path.of("counting.toy"), "Toy", "1", 4096, sha256, "a loop", List.of());
    }

    @Override
    public Graph graph() {
        return graph;
    }

    @Override
    public Target target() {
        return Target.onnxRuntimeCpu();
    }

    private static Map<String, Tensor> doubled(Map<String, Tensor> inputs) {
        float[] y = inputs.get("x").floats().clone();
        for (int i = 0; i < y.length; i++) {
            y[i] *= 2;
        }
        return Map.of("y", Tensor.of(y, 1, y.length));
    }

    private static Session session() {
        return new Session() {
            @Override
            public Map<String, Tensor> run(Map<String, Tensor> inputs) {
                return doubled(inputs);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Session openWith(Collection<String> values) {
        return session();
    }

    @Override
    public TapSession open(List<Tap> taps) {
        opened.add(taps);
        return new TapSession() {
            @Override
            public Result run(Map<String, Tensor> inputs, boolean withOutputs) {
                tappedRuns.incrementAndGet();
                float[] x = inputs.get("x").floats();
                return new Result(
                        taps.stream().map(tap -> seen(tap, x)).toList(), withOutputs ? doubled(inputs) : Map.of());
            }

            @Override
            public void close() {}
        };
    }

    private static Observation seen(Tap tap, float[] x) {
        float[] none = {};
        float third = x[0] / 3;
        float[] means = {third, -third};
        boolean bounds = tap.wants(Statistic.CHANNEL_BOUNDS);
        return new Observation(
                Math.min(x[0], x[1]),
                Math.max(x[0], x[1]),
                tap.wants(Statistic.CHANNEL_MEANS) ? means : none,
                bounds ? x.clone() : none,
                bounds ? x.clone() : none,
                tap.wants(Statistic.HISTOGRAM) ? new float[] {x[0], x[1], third} : none);
    }

    @Override
    public Rewritten rewrite(Plan plan) {
        return new Rewritten() {
            @Override
            public Session openWith(Collection<String> values) {
                return session();
            }

            @Override
            public long bytes() {
                return 1024;
            }

            @Override
            public void save(Path file, Map<String, String> metadata) {
                throw new UnsupportedOperationException("nobody saves it");
            }
        };
    }
}
