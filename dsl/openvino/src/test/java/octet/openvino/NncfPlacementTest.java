package octet.openvino;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import octet.graph.Graph;
import octet.graph.Use;
import octet.openvino.ir.Ir;
import octet.placement.ActivationSpot;
import octet.placement.Placement;
import octet.placement.QuantizerConfig;
import octet.placement.Signedness;
import octet.placement.WeightSpot;
import octet.placement.nncf.BackEnd;
import octet.placement.nncf.NncfPlacer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Quantizers stand where NNCF puts them in the same IR. */
class NncfPlacementTest {

    /** The differences that are meant, each with its reason. */
    static final Path DIFFERENCES = Path.of("src/test/resources/nncf-differences.txt");

    private static final Comparator<Use> ORDER = Comparator.comparing(Use::node).thenComparing(Use::port);

    static List<Path> tables() throws IOException {
        return NncfTable.files();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void quantizers_standWhereNncfPutsThem(Path file) throws IOException {
        NncfTable table = NncfTable.read(file);
        Graph graph = GraphReader.read(Ir.read(table.model()), Set.of()).graph();
        List<String> ours = lines(graph, new NncfPlacer(BackEnd.OPENVINO).place(graph, table.request()));
        assertThat(differences(table.places(), ours))
                .as(table.name())
                .isEqualTo(meant().getOrDefault(table.name(), List.of()));
    }

    private static List<String> differences(List<String> theirs, List<String> ours) {
        List<String> differences = new ArrayList<>();
        theirs.stream().filter(line -> !ours.contains(line)).forEach(line -> differences.add("- " + line));
        ours.stream().filter(line -> !theirs.contains(line)).forEach(line -> differences.add("+ " + line));
        return differences;
    }

    /** By table, the lines that are NNCF's alone and those that are Octet's alone. */
    static Map<String, List<String>> meant() throws IOException {
        Map<String, List<String>> meant = new HashMap<>();
        String table = null;
        for (String line : Files.readAllLines(DIFFERENCES)) {
            if (line.startsWith("- ") || line.startsWith("+ ")) {
                meant.get(table).add(line);
            } else if (line.endsWith(".txt")) {
                table = line;
                meant.put(table, new ArrayList<>());
            }
        }
        return meant;
    }

    private static List<String> lines(Graph graph, Placement placement) {
        Map<List<String>, String> unified = new HashMap<>();
        for (ActivationSpot spot : placement.activations()) {
            if (spot.rangesOf().size() > 1) {
                unified.merge(spot.rangesOf(), identity(spot), (a, b) -> a.compareTo(b) < 0 ? a : b);
            }
        }
        for (WeightSpot spot : placement.weights()) {
            if (spot.rangesOf().size() > 1) {
                String identity =
                        escape(spot.node().name()) + ":" + spot.weight().port();
                unified.merge(spot.rangesOf(), identity, (a, b) -> a.compareTo(b) < 0 ? a : b);
            }
        }
        List<String> all = new ArrayList<>();
        for (ActivationSpot spot : placement.activations()) {
            QuantizerConfig config = spot.config();
            String together = unified.containsKey(spot.rangesOf()) ? " unified=" + unified.get(spot.rangesOf()) : "";
            for (Use use : spot.uses()) {
                all.add("activation %s %d %d %s %s group=%s%s%s"
                        .formatted(
                                escape(use.node()),
                                use.port(),
                                config.bits(),
                                config.scheme(),
                                config.perChannel() ? "per-channel axis=" + spot.channelAxis() : "per-tensor",
                                identity(spot),
                                config.signedness() == Signedness.BY_RANGE ? "" : " forced=" + config.signedness(),
                                together));
            }
        }
        for (WeightSpot spot : placement.weights()) {
            all.add("weight %s %d %s channels=%s narrow=%b half=%b"
                    .formatted(
                            escape(spot.node().name()),
                            spot.weight().port(),
                            spot.config().scheme(),
                            channels(graph, spot),
                            spot.config().narrowRange(),
                            spot.halfRange()));
        }
        all.sort(Comparator.naturalOrder());
        return all;
    }

    private static long channels(Graph graph, WeightSpot spot) {
        return spot.config().perChannel()
                ? graph.constant(spot.weight().constant()).orElseThrow().shape().dim(spot.scaleAxis())
                : 1;
    }

    private static String identity(ActivationSpot spot) {
        return spot.uses().stream()
                .min(ORDER)
                .map(use -> escape(use.node()) + ":" + use.port())
                .orElseThrow();
    }

    private static String escape(String name) {
        return name.replace("%", "%25").replace(" ", "%20");
    }
}
