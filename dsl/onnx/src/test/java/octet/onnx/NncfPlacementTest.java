package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import octet.graph.Graph;
import octet.placement.nncf.NncfPlacer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NncfPlacementTest {

    /** The differences that are meant, each with its reason. */
    private static final Path DIFFERENCES = Path.of("src/test/resources/nncf-differences.txt");

    private static final String OCR = "ocr";
    private static final String MINILM = "minilm";

    @TempDir
    private Path folder;

    private static List<Path> tables() throws IOException {
        return NncfTable.files();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void quantizers_standWhereNncfPutsThem(Path file) throws IOException {
        NncfTable table = NncfTable.read(file);
        var model = table.model();
        assertSame(table, NncfTable.graph(model), Protos.opset(model));
    }

    @Test
    void quantizersOfTheRecogniser_standWhereNncfPutsThem() throws IOException {
        assertSame(OCR, Resources.copy("models/ch_PP-OCRv4_rec_infer.onnx", folder));
    }

    @Test
    void quantizersOfTheSentenceTransformer_standWhereNncfPutsThem() throws IOException {
        assertSame(MINILM, Resources.copy("all-minilm-l6-v2.onnx", folder));
    }

    /** Compares the model as it is, and as Octet simplifies it. */
    private static void assertSame(String name, Path file) throws IOException {
        var original = NncfTable.model(file);
        Graph read = NncfTable.graph(original);
        Graph simplified = new OnnxFormat().read(file).graph();
        for (Path path : NncfTable.files("real")) {
            NncfTable table = NncfTable.read(path);
            if (table.name().startsWith(name + ".original.")) {
                assertSame(table, read, Protos.opset(original));
            } else if (table.name().startsWith(name + ".simplified.")) {
                assertSame(table, simplified, OpsetUpgrade.TARGET);
            }
        }
    }

    private static void assertSame(NncfTable table, Graph graph, int opset) throws IOException {
        List<String> ours = NncfLines.of(graph, new NncfPlacer().place(graph, table.request(graph, opset)));
        assertThat(differences(table.lines(graph), ours))
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
    private static Map<String, List<String>> meant() throws IOException {
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
}
