package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import octet.data.NumpyFiles;
import octet.engine.Calibrator;
import octet.engine.Requirements;
import octet.format.ModelInfo;
import octet.graph.Use;
import octet.placement.Placement;
import octet.plan.ActivationQuantizer;
import octet.plan.Plan;
import octet.plan.Planner;
import octet.plan.QuantizedWeight;
import octet.plan.Settings;
import octet.range.AggregatorType;
import octet.range.Grid;
import octet.range.RangeEstimator;
import octet.range.RangeEstimatorParameters;
import octet.range.StatisticsCollectorParameters;
import octet.range.StatisticsType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scales and zero points are NNCF's, where its statistics are those that Octet has too: of single samples; no quantiles; of
 * channels their least and greatest elements.
 */
class NncfScalesTest {
    private static final Path FOLDER = Path.of("src/test/resources/nncf");

    private static List<Path> tables() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".scales.txt"))
                    .filter(NncfScalesTest::isComparable)
                    .sorted()
                    .toList();
        }
    }

    private static boolean isComparable(Path file) {
        try {
            Map<String, String> header = NncfTable.read(file).header();
            String statistics = header.get("activationStatistics");
            return header.get("batch").equals("1")
                    && header.get("batchwiseStatistics").equals("false")
                    && !statistics.contains("quantile")
                    && !statistics.contains("histogram")
                    && !statistics.contains("=mean/")
                    && !(file.toString().contains("depthwise") && statistics.contains("min/me"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** {@code min=min/median max=max/median tail=0.0001}. */
    private static RangeEstimator estimator(String text) {
        if (text.equals("default")) {
            return null;
        }
        String[] parts = text.split(" ");
        double tail = Double.parseDouble(parts[2].substring(5));
        return new RangeEstimatorParameters(end(parts[0], tail), end(parts[1], tail));
    }

    private static StatisticsCollectorParameters end(String text, double tail) {
        String[] types = text.substring(4).toUpperCase(Locale.ROOT).split("/");
        return new StatisticsCollectorParameters(
                StatisticsType.valueOf(types[0]), AggregatorType.valueOf(types[1]), tail);
    }

    private static Plan plan(NncfTable table) throws IOException {
        Path file = FOLDER.resolve(table.header().get("model"));
        var weights = new OnnxWeights(table.model(), FOLDER);
        var model = new OnnxModel(
                new ModelInfo(file, "ONNX", "", 0, "", "", List.of()),
                FileState.of(file),
                weights,
                NncfTable.graph(table.model()));
        var settings = Settings.DEFAULT
                .placement(Placement.nncf())
                .activations(estimator(table.header().get("activationStatistics")))
                .withoutCorrections();
        var asked = new Settings(
                settings.target(),
                settings.placement(),
                table.request(model.graph(), Protos.opset(table.model())),
                settings.activationRange(),
                settings.weightRange(),
                settings.corrections());
        var requirements = Requirements.of(model, asked);
        String samples = table.header().get("model").replace(".onnx", ".npz");
        var data = NumpyFiles.samples(FOLDER.resolve(samples), model.graph().inputs());
        var seen = Calibrator.run(model, requirements.taps(), data);
        return new Planner(model.graph(), seen.statistics(), requirements.estimators()).plan(requirements.placement());
    }

    /** What stands behind {@code scale=} and {@code zero=}, by the line before it. */
    private static Map<String, String> lines(NncfTable table) {
        Map<String, String> lines = new TreeMap<>();
        table.lines().forEach(line -> {
            int at = line.indexOf(" scale=");
            String key = line.substring(0, at);
            // Weights count axes from either side.
            lines.put(key.startsWith("weight") ? key.replaceAll(" axis=.*", "") : key, line.substring(at + 1));
        });
        return lines;
    }

    private static Map<String, String> lines(Plan plan) {
        Map<String, String> lines = new TreeMap<>();
        for (ActivationQuantizer quantizer : plan.activations()) {
            var scales = quantizer.grids().stream().map(Grid::scale).toList();
            var zeros = quantizer.grids().stream().map(Grid::zeroPoint).toList();
            String kind = quantizer.grid().type() + " "
                    + (quantizer.isPerChannel() ? "per-channel axis=" + quantizer.axis() : "per-tensor");
            for (Use use : quantizer.uses()) {
                lines.put("activation " + use.node() + " " + use.port() + " " + kind, numbers(scales, zeros));
            }
        }
        for (QuantizedWeight weight : plan.weights()) {
            var tensor = weight.tensor();
            List<Float> scales = new java.util.ArrayList<>();
            List<Integer> zeros = new java.util.ArrayList<>();
            for (int c = 0; c < tensor.scales().length; c++) {
                scales.add(tensor.scales()[c]);
                zeros.add((int) tensor.zeroPoints()[c]);
            }
            var spot = weight.spot();
            String kind = "int8 " + (tensor.scales().length == 1 ? "per-tensor" : "per-channel");
            lines.put("weight " + spot.node().name() + " " + spot.weight().port() + " " + kind, numbers(scales, zeros));
        }
        return lines;
    }

    private static String numbers(List<Float> scales, List<Integer> zeros) {
        return "scale=" + scales.toString().replaceAll("[\\[\\] ]", "") + " zero="
                + zeros.toString().replaceAll("[\\[\\] ]", "");
    }

    private static double[] numbers(String list) {
        return java.util.Arrays.stream(list.substring(list.indexOf('=') + 1).split(","))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void scalesAndZeroPoints_areThoseOfNncf(Path file) throws IOException {
        NncfTable table = NncfTable.read(file);
        Map<String, String> expected = lines(table);
        Map<String, String> found = lines(plan(table));
        // Tables of other statistics leave out the weights, which have the same scales under all.
        if (expected.keySet().stream().noneMatch(line -> line.startsWith("weight"))) {
            found.keySet().removeIf(line -> line.startsWith("weight"));
        }
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        found.forEach((line, numbers) -> {
            String[] ours = numbers.split(" ");
            String[] theirs = expected.get(line).split(" ");
            double[] scales = numbers(ours[0]);
            for (int c = 0; c < scales.length; c++) {
                double scale = numbers(theirs[0])[c];
                assertThat(scales[c]).as("%s [%d]", line, c).isCloseTo(scale, within(2e-5 * scale));
            }
            assertThat(ours[1]).as(line).isEqualTo(theirs[1]);
        });
    }
}
