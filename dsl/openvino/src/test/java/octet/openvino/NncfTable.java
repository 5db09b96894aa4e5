package octet.openvino;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import octet.placement.ModelType;
import octet.placement.PlacementRequest;
import octet.placement.Preset;

/**
 * Where NNCF puts FakeQuantize in a model, and with which ranges: what {@code dsl/bench/nncf-tables/openvino_tables.py}
 * wrote.
 *
 * @param name of the table
 * @param model the model that it is about
 * @param parameters what was asked of NNCF
 * @param lines the places and ranges
 */
record NncfTable(String name, Path model, Map<String, String> parameters, List<String> lines) {
    private static final Path FOLDER = Path.of("src/test/resources/nncf");

    static List<Path> files() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
    }

    static NncfTable read(Path file) throws IOException {
        List<String> text = Files.readAllLines(file);
        Map<String, String> parameters = new HashMap<>();
        text.stream()
                .filter(line -> line.startsWith("# ") && line.contains(": "))
                .forEach(line -> {
                    int colon = line.indexOf(": ");
                    parameters.put(line.substring(2, colon), line.substring(colon + 2));
                });
        List<String> lines = text.stream().filter(line -> !line.startsWith("#")).toList();
        return new NncfTable(file.getFileName().toString(), FOLDER.resolve(parameters.get("model")), parameters, lines);
    }

    /** The same wishes in Octet's words. */
    PlacementRequest request() {
        String preset = parameters.get("preset");
        boolean transformer = "TRANSFORMER".equals(parameters.get("modelType"));
        return PlacementRequest.DEFAULT
                .preset(preset.equals("default") ? null : Preset.valueOf(preset))
                .modelType(transformer ? ModelType.TRANSFORMER : ModelType.NONE);
    }

    List<String> places() {
        return lines.stream()
                .filter(line -> !line.startsWith("range "))
                .sorted()
                .toList();
    }

    List<String> ranges() {
        return lines.stream().filter(line -> line.startsWith("range ")).sorted().toList();
    }
}
