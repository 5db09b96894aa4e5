import static octet.Octet.load;

import com.google.gson.Gson;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
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
import octet.data.Dataset;
import octet.data.NumpyFiles;
import octet.data.Sample;
import octet.data.Tensor;

/** What measured processes have in common: the bench's samples, warming up, clocks, and the report. */
final class Bench {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final int WARM = 10;

    private Bench() {}

    /** Ten runs of the model, and the whole chain once on a model of a few kilobytes in the same format. */
    static void startUp(Model model, Dataset data, String file, Path output) {
        pass(model, data.take(WARM));
        Path small = Path.of(file).resolveSibling("../mnist");
        Model other = load(small.resolve("model" + file.substring(file.lastIndexOf('.'))));
        Dataset few = repeated(samples(small.resolve("calib.npz")), WARM);
        pass(other, few);
        other.calibrate(few).quantize().save(output);
    }

    static void pass(Model model, Dataset data) {
        try (var samples = data.open()) {
            samples.forEach(model::run);
        }
    }

    /** The array of sample 7 for an input is called 0007/INPUT. */
    static List<Sample> samples(Path file) {
        return samples(NumpyFiles.arrays(file));
    }

    static List<Sample> samples(Map<String, Tensor> arrays) {
        Map<String, Map<String, Tensor>> samples = new TreeMap<>();
        arrays.forEach((key, array) -> {
            int slash = key.indexOf('/');
            if (slash > 0) {
                samples.computeIfAbsent(key.substring(0, slash), k -> new LinkedHashMap<>())
                        .put(key.substring(slash + 1), array);
            }
        });
        return new ArrayList<>(samples.values().stream().map(Sample::of).toList());
    }

    static Dataset repeated(List<Sample> samples, int count) {
        return Dataset.of("the bench's samples", OptionalLong.of(count), () -> Stream.iterate(0, i -> i + 1)
                .limit(count)
                .map(i -> samples.get(i % samples.size())));
    }

    /** CPU time of all threads of this process so far, in seconds. */
    static double cpu() {
        return SYSTEM.getProcessCpuTime() / 1e9;
    }

    /** The greatest resident memory so far, in MB. */
    static double peak() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            String line = lines.filter(text -> text.startsWith("VmHWM")).findFirst().orElseThrow();
            return Double.parseDouble(line.replaceAll("\\D+", "")) / 1024;
        }
    }

    static void write(Map<String, Object> report, Path file) throws IOException {
        Files.writeString(
                file, new Gson().newBuilder().serializeSpecialFloatingPointValues().create().toJson(report));
    }
}
