import static octet.Octet.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import octet.Model;
import octet.accuracy.Blame;
import octet.data.Dataset;
import octet.data.NumpyFiles;
import octet.data.Sample;
import octet.data.Tensor;
import octet.metric.Metric;
import octet.metric.Prediction;
import octet.metric.Score;
import octet.placement.Placement;
import octet.placement.Target;
import octet.plan.Settings;

/**
 * One measured process: accuracy control from the float file to the saved one, calibration and the first int8 model among
 * it. Start-up and loading are not counted, see {@link Bench#startUp}.
 *
 * <pre>java -cp ... Accuracy MODEL-NAME MODEL.onnx CALIB.npz EVAL.npz BOUND default|portable|nncf FIRST.onnx OUTPUT.onnx REPORT.json</pre>
 */
public final class Accuracy {

    private Accuracy() {}

    /** Counts how often a metric is asked. */
    private record Counted(Metric metric, AtomicLong asked) implements Metric {
        @Override
        public String name() {
            return metric.name();
        }

        @Override
        public Score score(Prediction prediction) {
            asked.incrementAndGet();
            return metric.score(prediction);
        }

        @Override
        public double total(List<Score> scores) {
            return metric.total(scores);
        }

        @Override
        public boolean scoresSamples() {
            return metric.scoresSamples();
        }

        @Override
        public boolean comparesWithFloat() {
            return metric.comparesWithFloat();
        }

        @Override
        public boolean needsLabels() {
            return metric.needsLabels();
        }
    }

    public static void main(String[] arguments) throws Exception {
        String name = arguments[0];
        Model model = load(arguments[1]);
        List<Sample> calibration = Bench.samples(Path.of(arguments[2]));
        Dataset data = Bench.repeated(calibration, calibration.size());
        Dataset unseen = labelled(name, Path.of(arguments[3]));
        double bound = Double.parseDouble(arguments[4]);
        UnaryOperator<Settings> settings = settings(arguments[5]);
        Path output = Path.of(arguments[7]);
        Bench.startUp(model, data, arguments[1], output);

        Map<String, Object> report = new LinkedHashMap<>();
        var metric = new Counted(Metrics.of(name), new AtomicLong());
        double cpu = Bench.cpu();
        double start = seconds();
        var seen = model.calibrate(data, calibration.size(), settings);
        report.put("calibrate", seconds() - start);
        var int8 = seen.quantize(settings);
        var validation = int8.validate(unseen, metric);
        report.put("validated", seconds() - start);
        var result = validation.within(bound);
        result.save(output);
        report.put("wall", seconds() - start);
        report.put("cpu", Bench.cpu() - cpu);
        report.put("peak", Bench.peak());

        int8.save(Path.of(arguments[6]));
        var spent = result.evaluations();
        long before = result.outcome().first().int8Operations();
        report.put("full", spent.full());
        report.put("calls", spent.full() + spent.onSubset());
        report.put("items", spent.runs());
        report.put("asked", metric.asked.get());
        report.put("within", result.isWithin());
        report.put("quantized", before);
        report.put("reverted", before - result.outcome().result().int8Operations());
        List<String> names = new ArrayList<>();
        result.reverted().stream().map(Blame::group).forEach(group -> names.addAll(group.operations()));
        report.put("names", names);
        report.put("text", result.toString());
        Bench.write(report, Path.of(arguments[8]));
    }

    private static UnaryOperator<Settings> settings(String name) {
        return switch (name) {
            case "portable" -> q -> q.target(Target.portable());
            case "nncf" -> q -> q.placement(Placement.nncf());
            default -> q -> q;
        };
    }

    private static Dataset labelled(String name, Path file) {
        Map<String, Tensor> arrays = NumpyFiles.arrays(file);
        List<Sample> samples = Bench.samples(arrays);
        List<Object> labels = Metrics.labels(name, arrays.get("labels"), samples.size());
        for (int i = 0; i < labels.size(); i++) {
            samples.set(i, samples.get(i).label(labels.get(i)));
        }
        return Bench.repeated(samples, samples.size());
    }

    private static double seconds() {
        return System.nanoTime() / 1e9;
    }
}
