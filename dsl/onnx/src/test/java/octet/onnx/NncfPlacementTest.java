package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import octet.graph.Graph;
import octet.placement.nncf.NncfPlacer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NncfPlacementTest {

    private static List<Path> tables() throws IOException {
        return NncfTable.files();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void quantizers_standWhereNncfPutsThem(Path file) throws IOException {
        NncfTable table = NncfTable.read(file);
        Graph graph = table.graph();
        List<String> ours = NncfLines.of(graph, new NncfPlacer().place(graph, table.request(graph)));
        assertThat(differences(table.lines(graph), ours)).as(table.name()).isEmpty();
    }

    private static List<String> differences(List<String> theirs, List<String> ours) {
        List<String> differences = new ArrayList<>();
        theirs.stream().filter(line -> !ours.contains(line)).forEach(line -> differences.add("- " + line));
        ours.stream().filter(line -> !theirs.contains(line)).forEach(line -> differences.add("+ " + line));
        return differences;
    }
}
