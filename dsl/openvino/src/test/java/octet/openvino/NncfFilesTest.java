package octet.openvino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import octet.data.NumpyFiles;
import octet.engine.Calibrator;
import octet.engine.Requirements;
import octet.openvino.WrittenTable.Quantizer;
import octet.openvino.ir.Ir;
import octet.plan.Planner;
import octet.plan.Settings;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Octet writes beside what NNCF writes of the same model, calibrated on the same samples. */
@NeedsOpenVino
class NncfFilesTest {

    /** The differences that are meant, each with its reason. */
    private static final Path DIFFERENCES = Path.of("src/test/resources/nncf-ir-differences.txt");

    @TempDir
    private Path folder;

    private static List<Path> tables() throws IOException {
        return WrittenTable.files();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void quantizers_standWhereNncfPutsThem_withItsRanges(Path file) throws IOException {
        WrittenTable table = WrittenTable.read(file);
        Map<String, Quantizer> theirs = byPlace(table.quantizers());
        Map<String, Quantizer> ours = byPlace(written(table));
        List<String> differences = new ArrayList<>();
        theirs.keySet().stream()
                .filter(place -> !ours.containsKey(place))
                .forEach(place -> differences.add("- " + place));
        ours.keySet().stream()
                .filter(place -> !theirs.containsKey(place))
                .forEach(place -> differences.add("+ " + place));
        assertThat(differences).as(table.name()).isEqualTo(meant().getOrDefault(table.name(), List.of()));
        ours.forEach((place, quantizer) -> assertSame(place, quantizer, theirs.get(place)));
    }

    private List<Quantizer> written(WrittenTable table) {
        var model = new OpenVinoFormat().read(table.model());
        var requirements = Requirements.of(model, table.settings(Settings.DEFAULT));
        var data = NumpyFiles.samples(table.samples(), model.graph().inputs());
        var seen = Calibrator.run(model, requirements.taps(), data);
        var planner = new Planner(model.graph(), seen.statistics(), requirements.estimators());
        Path file = folder.resolve("int8.xml");
        model.rewrite(planner.plan(requirements.placement())).save(file, Map.of());
        return WrittenQuantizers.of(Ir.read(file));
    }

    private static Map<String, Quantizer> byPlace(List<Quantizer> quantizers) {
        Map<String, Quantizer> places = new TreeMap<>();
        quantizers.forEach(quantizer -> places.put(quantizer.place(), quantizer));
        return places;
    }

    private static void assertSame(String place, Quantizer ours, Quantizer theirs) {
        if (theirs == null) {
            return;
        }
        assertClose(place + " step", ours.steps(), theirs.steps(), theirs.steps());
        assertClose(place + " low", ours.lows(), theirs.lows(), theirs.steps());
    }

    private static void assertClose(String what, double[] ours, double[] theirs, double[] steps) {
        assertThat(ours).as(what).hasSameSizeAs(theirs);
        for (int c = 0; c < ours.length; c++) {
            double tolerance = 2e-5 * Math.max(Math.abs(theirs[c]), steps[c]);
            assertThat(ours[c]).as("%s [%d]", what, c).isCloseTo(theirs[c], within(tolerance));
        }
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
