import static octet.Octet.load;

import com.google.gson.Gson;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import octet.Model;
import octet.Octet;
import octet.calibration.Statistic;
import octet.data.Dataset;
import octet.data.NumpyFiles;
import octet.data.Sample;
import octet.data.Tensor;

/**
 * One measured process: a float pass, or calibrate, quantize and save. Start-up and loading are not counted: ten runs of
 * the model come before, and the chain on a small model, which loads its classes as imports load a peer's.
 *
 * <pre>java -cp ... Quantize pass|quantize|quantize-all MODEL CALIB.npz SAMPLES OUTPUT REPORT.json [IGNORED ...]</pre>
 */
public final class Quantize {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final int WARM = 10;

    private Quantize() {}

    public static void main(String[] arguments) throws Exception {
        Model model = load(arguments[1]);
        int count = Integer.parseInt(arguments[3]);
        Dataset data = repeated(samples(Path.of(arguments[2])), count);
        pass(model, data.take(WARM));
        String ending = arguments[1].substring(arguments[1].lastIndexOf('.'));
        startUp(Path.of(arguments[2]).resolveSibling("../mnist"), ending, Path.of(arguments[4]));
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("samples", count);
        if (arguments[0].equals("pass")) {
            report.put("cpu", passes(model, data));
            report.put("peak", peak());
        } else {
            var ignored = List.of(arguments).subList(6, arguments.length);
            Statistic[] besides = arguments[0].equals("quantize-all") ? Octet.all() : new Statistic[0];
            quantize(model, data.take(count), besides, Path.of(arguments[4]), ignored, report);
        }
        Files.writeString(
                Path.of(arguments[5]),
                new Gson().newBuilder().serializeSpecialFloatingPointValues().create().toJson(report));
    }

    /** The whole chain once, on a model of a few kilobytes. */
    private static void startUp(Path small, String ending, Path output) {
        Model model = load(small.resolve("model" + ending));
        Dataset data = repeated(samples(small.resolve("calib.npz")), WARM);
        pass(model, data);
        model.calibrate(data).quantize().save(output);
    }

    private static void quantize(
            Model model,
            Dataset data,
            Statistic[] besides,
            Path output,
            List<String> ignored,
            Map<String, Object> report)
            throws Exception {
        double start = cpu();
        var calibration = model.calibrate(data, Math.toIntExact(data.size().orElseThrow()), besides);
        double calibrated = cpu();
        var int8 = calibration.quantize(settings -> settings.ignore(ignored));
        double quantized = cpu();
        int8.save(output);
        report.put("calibrate", calibrated - start);
        report.put("quantize", quantized - calibrated);
        double saved = cpu();
        report.put("save", saved - quantized);
        report.put("cpu", saved - start);
        // Looking into the result, below, takes sessions of its own.
        report.put("peak", peak());
        report.put("check", int8.check().error().toString() + "; " + int8.check().latency());
        report.put("warnings", int8.check().warnings());
        report.put("advice", int8.check().advice().map(Object::toString).orElse(""));
        report.put("remarks", model.info().remarks());
        Map<String, Integer> inFloat = new TreeMap<>();
        int8.layers().inFloat().forEach(layer -> inFloat.merge(layer.type() + ": " + layer.how(), 1, Integer::sum));
        report.put("float", inFloat);
    }

    /** The CPU time of a pass; a short one is repeated, so that the clock's steps of 10 ms do not matter. */
    private static double passes(Model model, Dataset data) {
        double start = cpu();
        int passes = 0;
        do {
            pass(model, data);
            passes++;
        } while (cpu() - start < 0.5);
        return (cpu() - start) / passes;
    }

    private static void pass(Model model, Dataset data) {
        try (var samples = data.open()) {
            samples.forEach(model::run);
        }
    }

    /** The bench's samples: the array of sample 7 for an input is called 0007/INPUT. */
    private static List<Sample> samples(Path file) {
        Map<String, Map<String, Tensor>> samples = new TreeMap<>();
        NumpyFiles.arrays(file).forEach((key, array) -> {
            int slash = key.indexOf('/');
            if (slash > 0) {
                samples.computeIfAbsent(key.substring(0, slash), k -> new LinkedHashMap<>())
                        .put(key.substring(slash + 1), array);
            }
        });
        return new ArrayList<>(samples.values().stream().map(Sample::of).toList());
    }

    private static Dataset repeated(List<Sample> samples, int count) {
        return Dataset.of("the bench's samples", OptionalLong.of(count), () -> Stream.iterate(0, i -> i + 1)
                .limit(count)
                .map(i -> samples.get(i % samples.size())));
    }

    /** CPU time of all threads of this process so far, in seconds. */
    private static double cpu() {
        return SYSTEM.getProcessCpuTime() / 1e9;
    }

    /** The greatest resident memory so far, in MB. */
    private static double peak() throws Exception {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            String line = lines.filter(text -> text.startsWith("VmHWM")).findFirst().orElseThrow();
            return Double.parseDouble(line.replaceAll("\\D+", "")) / 1024;
        }
    }
}
