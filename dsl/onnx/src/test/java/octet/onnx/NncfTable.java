package octet.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import octet.graph.Graph;
import octet.graph.Node;
import octet.onnx.proto.ModelProto;
import octet.placement.IgnoredScope;
import octet.placement.ModelType;
import octet.placement.OverflowFix;
import octet.placement.PlacementRequest;
import octet.placement.Preset;
import octet.placement.PropagationRule;
import octet.placement.QuantizationParameters;
import octet.placement.Scheme;

/**
 * A table of the quantizers that NNCF places on one model, as {@code dsl/bench/nncf-tables} writes it.
 *
 * @param name the file's name
 * @param header what was asked of NNCF
 * @param lines one line for each reader of a quantized value and for each quantized weight, sorted
 */
record NncfTable(String name, Map<String, String> header, List<String> lines) {

    /** {@code -Doctet.nncf=folder} compares with tables of another folder. */
    private static final Path FOLDER = Path.of(System.getProperty("octet.nncf", "src/test/resources/nncf"));

    static List<Path> files() throws IOException {
        return files(FOLDER);
    }

    static List<Path> files(String folder) throws IOException {
        return files(FOLDER.resolve(folder));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(".txt") && !file.toString().endsWith(".scales.txt"))
                    .sorted()
                    .toList();
        }
    }

    static NncfTable read(Path file) throws IOException {
        Map<String, String> header = new HashMap<>();
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.startsWith("#")) {
                lines.add(line);
            } else if (line.contains(": ")) {
                header.put(line.substring(2, line.indexOf(": ")), line.substring(line.indexOf(": ") + 2));
            }
        }
        return new NncfTable(file.getFileName().toString(), header, lines);
    }

    /** The lines, without the names of groups all of which read one value: these have one scale anyway. */
    List<String> lines(Graph graph) {
        Map<String, Set<String>> values = new HashMap<>();
        lines.forEach(line ->
                values.computeIfAbsent(group(line), g -> new HashSet<>()).add(value(graph, line)));
        return lines.stream()
                .map(line -> values.get(group(line)).size() > 1 ? line : line.replaceAll(" unified=.*", ""))
                .toList();
    }

    private static String group(String line) {
        return line.contains(" unified=") ? line.substring(line.indexOf(" unified=")) : "";
    }

    private static String value(Graph graph, String line) {
        String[] words = line.split(" ");
        return graph.node(words[1].replace("%20", " ").replace("%25", "%"))
                .map(node -> node.inputs().get(Integer.parseInt(words[2])))
                .orElse(words[1].replace("output:", ""));
    }

    /** The model of the table as its author wrote it, not simplified. */
    ModelProto model() {
        return model(FOLDER.resolve(header.get("model")));
    }

    static ModelProto model(Path file) {
        var model = ModelFile.read(file).model().toBuilder();
        for (int i = 0; i < model.getGraph().getNodeCount(); i++) {
            var node = model.getGraphBuilder().getNodeBuilder(i);
            if (node.getName().isEmpty()) {
                node.setName(node.getOpType() + "_nncf_" + i);
            }
        }
        return model.build();
    }

    static Graph graph(ModelProto model) {
        return GraphReader.read(new OnnxWeights(model, FOLDER));
    }

    /** What was asked of NNCF, and what it asks of itself below opset 13, to which Octet would upgrade. */
    PlacementRequest request(Graph graph, int opset) {
        PlacementRequest request = request(graph);
        return opset >= 13
                ? request
                : request.activations(request.activations().perChannel(false))
                        .weights(request.weights().perChannel(false));
    }

    private PlacementRequest request(Graph graph) {
        return PlacementRequest.DEFAULT
                .preset(choice("preset", Preset.class, null))
                .modelType(choice("modelType", ModelType.class, ModelType.NONE))
                .overflowFix(choice("overflowFix", OverflowFix.class, OverflowFix.AUTO))
                .quantizerPropagationRule(
                        choice("quantizerPropagationRule", PropagationRule.class, PropagationRule.MERGE_ALL_IN_ONE))
                .quantizeOutputs("true".equals(header.get("quantizeOutputs")))
                .activations(parameters("activations"))
                .weights(parameters("weights"))
                .ignored(ignored(graph));
    }

    private <E extends Enum<E>> E choice(String key, Class<E> type, E absent) {
        String text = header.getOrDefault(key, "default");
        return text.equals("default") ? absent : Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    }

    private QuantizationParameters parameters(String side) {
        String perChannel = header.get(side + "PerChannel");
        String signedness = header.get(side + "Signedness");
        return new QuantizationParameters(
                null,
                choice(side + "Mode", Scheme.class, null),
                signedness == null ? null : signedness.equals("signed"),
                perChannel == null ? null : Boolean.valueOf(perChannel),
                null);
    }

    private IgnoredScope ignored(Graph graph) {
        Set<String> names = new HashSet<>(words("ignoredNames"));
        for (String pattern : words("ignoredPatterns")) {
            Pattern prefix = Pattern.compile(pattern);
            graph.nodes().stream()
                    .map(Node::name)
                    .filter(name -> prefix.matcher(name).lookingAt())
                    .forEach(names::add);
        }
        for (String ends : words("ignoredSubgraphs")) {
            String[] parts = ends.split("->");
            Set<String> below = new HashSet<>();
            below(graph, parts[0], below);
            below.removeIf(name -> {
                Set<String> after = new HashSet<>();
                below(graph, name, after);
                return !after.contains(parts[1]);
            });
            names.addAll(below);
        }
        return IgnoredScope.names(names.toArray(String[]::new))
                .and(IgnoredScope.types(words("ignoredTypes").toArray(String[]::new)));
    }

    private static void below(Graph graph, String node, Set<String> found) {
        if (found.add(node)) {
            graph.node(node).orElseThrow().outputs().stream()
                    .flatMap(output -> graph.consumers(output).stream())
                    .forEach(reader -> below(graph, reader.name(), found));
        }
    }

    private List<String> words(String key) {
        return header.containsKey(key) ? Arrays.asList(header.get(key).split(" ")) : List.of();
    }
}
