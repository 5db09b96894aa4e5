package octet.notebook.views;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import octet.Model;
import octet.Octet;
import octet.calibration.Observation;
import octet.calibration.Statistic;
import octet.calibration.Tap;
import octet.data.Tensor;
import octet.format.Format;
import octet.format.FormatModel;
import octet.format.ModelInfo;
import octet.format.OpenedFile;
import octet.format.Rewritten;
import octet.format.Session;
import octet.format.TapSession;
import octet.graph.Constant;
import octet.graph.DataType;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Op;
import octet.graph.Shape;
import octet.graph.ValueInfo;
import octet.graph.Weight;
import octet.placement.Target;
import octet.plan.Plan;

/** A format of one model, whose names are those of an attacker: y = softmax(x · w). Found by its service file. */
public final class ToyFormat implements Format {
    /** Would be markup, and a terminal's escape. */
    static final String HOSTILE = "<img src=x onerror=alert(1)>\u001b[31m";

    static final String LAYER = "product" + HOSTILE;

    private static final int INPUTS = 4;
    private static final int OUTPUTS = 3;
    private static final float[] WEIGHTS = {0.1f, -0.2f, 3f, 0.4f, 0.5f, -6f, 0.7f, -0.8f, 9f, -0.01f, 0.011f, 1.2f};

    /** Writes an empty file and loads it as the model. */
    static Model model(Path folder) {
        try {
            return Octet.load(Files.createFile(folder.resolve("model.toy")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "Toy";
    }

    @Override
    public String ending() {
        return ".toy";
    }

    @Override
    public FormatModel read(Path file) {
        return new ToyModel(new ModelInfo(file, name(), "1", 4096, "0".repeat(64), "a loop", List.of(HOSTILE)));
    }

    @Override
    public void check(Path file) {
        read(file);
    }

    @Override
    public OpenedFile open(Path file) {
        return new OpenedFile(session(WEIGHTS), 4096);
    }

    private static Tensor product(Tensor x, float[] weights) {
        float[] y = new float[OUTPUTS];
        for (int i = 0; i < weights.length; i++) {
            y[i % OUTPUTS] += x.floats()[i / OUTPUTS] * weights[i];
        }
        return Tensor.of(y, 1, OUTPUTS);
    }

    private static Session session(float[] weights) {
        return session(inputs -> Map.of("y", product(inputs.get("x"), weights)));
    }

    private static Session session(Function<Map<String, Tensor>, Map<String, Tensor>> run) {
        return new Session() {
            @Override
            public Map<String, Tensor> run(Map<String, Tensor> inputs) {
                return run.apply(inputs);
            }

            @Override
            public void close() {}
        };
    }

    private record Weights(String name) implements Constant {
        @Override
        public DataType type() {
            return DataType.FLOAT32;
        }

        @Override
        public Shape shape() {
            return Shape.of(INPUTS, OUTPUTS);
        }

        @Override
        public float[] floats() {
            return WEIGHTS.clone();
        }
    }

    private record ToyModel(ModelInfo info) implements FormatModel {
        @Override
        public Graph graph() {
            var weight = Optional.of(new Weight("w" + HOSTILE, 1, 1, 0, 1, -1));
            var product =
                    new Node(LAYER, Op.MATMUL, "MatMul", List.of("x", "w" + HOSTILE), List.of("h"), weight, false);
            var softmax = new Node("s", Op.SOFTMAX, "Softmax", List.of("h"), List.of("y"), Optional.empty(), true);
            return new Graph(
                    List.of(product, softmax),
                    List.of(new ValueInfo("x", DataType.FLOAT32, Shape.of(1, INPUTS))),
                    List.of(new ValueInfo("y", DataType.FLOAT32, Shape.of(1, OUTPUTS))),
                    List.of(new Weights("w" + HOSTILE)),
                    Set.of());
        }

        @Override
        public Target target() {
            return Target.onnxRuntimeCpu();
        }

        @Override
        public Session openWith(Collection<String> values) {
            return session(WEIGHTS);
        }

        private static Observation observed(Tap tap, float least, Tensor x) {
            float[] elements = tap.wants(Statistic.HISTOGRAM) ? x.floats() : new float[0];
            return new Observation(least, 3, new float[INPUTS], new float[0], new float[0], elements);
        }

        @Override
        public TapSession open(List<Tap> taps) {
            return new TapSession() {
                @Override
                public Result run(Map<String, Tensor> inputs, boolean withOutputs) {
                    float least = Math.min(0, inputs.get("x").floats()[0]);
                    return new Result(
                            taps.stream()
                                    .map(tap -> observed(tap, least, inputs.get("x")))
                                    .toList(),
                            session(WEIGHTS).run(inputs));
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public Rewritten rewrite(Plan plan) {
            return new ToyInt8(
                    plan.weights().isEmpty()
                            ? WEIGHTS
                            : plan.weights().get(0).tensor().dequantize());
        }
    }

    private record ToyInt8(float[] weights) implements Rewritten {
        @Override
        public Session openWith(Collection<String> values) {
            return session(weights);
        }

        @Override
        public long bytes() {
            return 1024;
        }

        @Override
        public void save(Path file, Map<String, String> metadata) {
            throw new UnsupportedOperationException("nobody saves a toy");
        }
    }
}
