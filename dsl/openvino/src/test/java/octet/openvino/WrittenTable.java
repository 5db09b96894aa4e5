package octet.openvino;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import octet.placement.IgnoredScope;
import octet.placement.ModelType;
import octet.placement.OverflowFix;
import octet.placement.Placement;
import octet.placement.Preset;
import octet.placement.QuantizationMode;
import octet.plan.Settings;

/**
 * The quantizers that NNCF writes into one model, as {@code dsl/bench/nncf-tables/ir} tells them.
 *
 * @param name the file's name
 * @param header what was asked of NNCF
 * @param quantizers what reads a quantized value or a quantized constant
 */
record WrittenTable(String name, Map<String, String> header, List<Quantizer> quantizers) {

    /** {@code -Doctet.nncf-ir=folder} compares with tables of another folder. */
    static final Path FOLDER = Path.of(System.getProperty("octet.nncf-ir", "src/test/resources/nncf-ir"));

    /**
     * One input of an operation that is quantized.
     *
     * @param place kind, operation, port, shape of the ranges and group, as the tables have it
     * @param lows the least reals; empty where not known
     * @param steps the reals between neighbours; of float8 what 1 stands for
     */
    record Quantizer(String place, double[] lows, double[] steps) {}

    static List<Path> files() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    static WrittenTable read(Path file) throws IOException {
        Map<String, String> header = new HashMap<>();
        List<Quantizer> quantizers = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.startsWith("#")) {
                quantizers.add(quantizer(line.split(" ")));
            } else if (line.contains(": ")) {
                header.put(line.substring(2, line.indexOf(": ")), line.substring(line.indexOf(": ") + 2));
            }
        }
        return new WrittenTable(file.getFileName().toString(), header, quantizers);
    }

    /** {@code activation NODE PORT levels=256 shape=scalar group=NODE:PORT low=… high=…}. */
    private static Quantizer quantizer(String[] words) {
        if (words[3].startsWith("type=")) {
            return float8(words);
        }
        double[] lows = numbers(words[6]);
        double[] steps = numbers(words[7]);
        for (int i = 0; i < steps.length; i++) {
            steps[i] = (steps[i] - lows[i]) / (Integer.parseInt(value(words[3])) - 1);
        }
        String shape = steps.length == 1 ? "shape=scalar" : words[4];
        String place = String.join(" ", words[0], words[1], words[2], shape, words[5]);
        return new Quantizer(place, words[0].equals("weight") ? new double[0] : lows, steps);
    }

    /** {@code activation NODE PORT type=f8e4m3 shape=scalar group=NODE:PORT scale=… shift=…}: real to float8. */
    private static Quantizer float8(String[] words) {
        double[] units = numbers(words[6]);
        for (int i = 0; i < units.length; i++) {
            units[i] = 1 / units[i];
        }
        String shape = units.length == 1 ? "shape=scalar" : words[4];
        boolean weight = words[0].equals("weight");
        return new Quantizer(
                String.join(" ", words[0], words[1], words[2], words[3], shape, words[5]),
                weight ? new double[0] : numbers(words[7]),
                units);
    }

    private static String value(String word) {
        return word.substring(word.indexOf('=') + 1);
    }

    private static double[] numbers(String word) {
        return java.util.Arrays.stream(value(word).split(","))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    Path model() {
        return FOLDER.resolve(header.get("model"));
    }

    Path samples() {
        return FOLDER.resolve(header.get("model").replace(".xml", ".npz"));
    }

    /** What was asked of NNCF. */
    Settings settings(Settings settings) {
        return settings.placement(Placement.nncf())
                .mode(mode())
                .preset(choice("preset", Preset.class, null))
                .modelType(choice("modelType", ModelType.class, ModelType.NONE))
                .overflowFix(choice("overflowFix", OverflowFix.class, OverflowFix.AUTO))
                .ignore(IgnoredScope.names(words("ignoredNames")).and(IgnoredScope.types(words("ignoredTypes"))))
                .withoutCorrections();
    }

    private QuantizationMode mode() {
        return header.containsKey("mode") ? QuantizationMode.valueOf(header.get("mode")) : null;
    }

    private <E extends Enum<E>> E choice(String key, Class<E> type, E absent) {
        String text = header.get(key);
        return text.equals("default") ? absent : Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    }

    private String[] words(String key) {
        return header.containsKey(key) ? header.get(key).split(" ") : new String[0];
    }
}
