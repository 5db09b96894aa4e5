import static octet.Octet.load;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import octet.Model;
import octet.Octet;
import octet.calibration.Statistic;
import octet.data.Dataset;

/**
 * One measured process: a float pass, or calibrate, quantize and save. Start-up and loading are not counted: ten runs of
 * the model come before, and the chain on a small model, which loads its classes as imports load a peer's.
 *
 * <pre>java -cp ... Quantize pass|quantize|quantize-all MODEL CALIB.npz SAMPLES OUTPUT REPORT.json [IGNORED ...]</pre>
 */
public final class Quantize {

    private Quantize() {}

    public static void main(String[] arguments) throws Exception {
        Model model = load(arguments[1]);
        int count = Integer.parseInt(arguments[3]);
        Dataset data = Bench.repeated(Bench.samples(Path.of(arguments[2])), count);
        Bench.startUp(model, data, arguments[1], Path.of(arguments[4]));
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("samples", count);
        if (arguments[0].equals("pass")) {
            report.put("cpu", passes(model, data));
            report.put("peak", Bench.peak());
        } else {
            var ignored = List.of(arguments).subList(6, arguments.length);
            Statistic[] besides = arguments[0].equals("quantize-all") ? Octet.all() : new Statistic[0];
            quantize(model, data.take(count), besides, Path.of(arguments[4]), ignored, report);
        }
        Bench.write(report, Path.of(arguments[5]));
    }

    private static void quantize(
            Model model,
            Dataset data,
            Statistic[] besides,
            Path output,
            List<String> ignored,
            Map<String, Object> report)
            throws Exception {
        double start = Bench.cpu();
        var calibration = model.calibrate(data, Math.toIntExact(data.size().orElseThrow()), besides);
        double calibrated = Bench.cpu();
        var int8 = calibration.quantize(settings -> settings.ignore(ignored));
        double quantized = Bench.cpu();
        int8.save(output);
        report.put("calibrate", calibrated - start);
        report.put("quantize", quantized - calibrated);
        double saved = Bench.cpu();
        report.put("save", saved - quantized);
        report.put("cpu", saved - start);
        // Looking into the result, below, takes sessions of its own.
        report.put("peak", Bench.peak());
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
        double start = Bench.cpu();
        int passes = 0;
        do {
            Bench.pass(model, data);
            passes++;
        } while (Bench.cpu() - start < 0.5);
        return (Bench.cpu() - start) / passes;
    }
}
