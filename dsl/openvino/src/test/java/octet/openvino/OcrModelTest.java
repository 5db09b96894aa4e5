package octet.openvino;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import octet.Model;
import octet.Octet;
import octet.QuantizedModel;
import octet.compare.Sqnr;
import octet.data.NumpyFiles;
import octet.data.Tensor;
import octet.graph.Use;
import octet.metric.Ctc;
import octet.metric.Metric;
import octet.openvino.ir.Ir;
import octet.openvino.ir.Layer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PP-OCRv4's recogniser of text lines, on pictures of the first lesson. */
@NeedsOpenVino
class OcrModelTest {
    @TempDir
    private static Path folder;

    private static QuantizedModel int8;
    private static Path saved;
    private static Ctc ctc;

    @BeforeAll
    static void quantize() throws IOException, InterruptedException {
        Model model = Octet.load(Resources.model("rec"));
        int8 = model.calibrate(Resources.lines("calibration")).quantize();
        saved = int8.save(folder.resolve("int8.xml"));
        List<String> alphabet = new ArrayList<>(Resources.alphabet());
        alphabet.add(" ");
        ctc = new Ctc(alphabet);
    }

    @Test
    void characterAccuracy_isThatOfFloat() {
        var report = int8.validate(Resources.lines("validation"), Metric.characterAccuracy(ctc::decode));
        assertThat(report.floatScore()).isGreaterThan(0.94);
        assertThat(report.drop()).isLessThan(0.005);
    }

    @Test
    void theFiles_areLessThanFourTenths() throws IOException {
        long bytes = Files.size(saved) + Files.size(folder.resolve("int8.bin"));
        assertThat(bytes).isLessThan(int8.model().info().bytes() * 4 / 10).isLessThan(int8.bytes() + 65536);
    }

    @Test
    void whatUnpaddedConvolutionsRead_comesOutFromZero_andTheirBiasesMakeUpForIt()
            throws IOException, InterruptedException {
        Ir ir = Ir.read(saved);
        assertThat(ir.layers().values())
                .filteredOn(layer -> layer.is("FakeQuantize") && real(ir, layer, 1) < 0 && real(ir, layer, 3) == 0)
                .hasSizeGreaterThan(10);
        var sample = Resources.lines("validation").toList().get(0);
        Map<String, Tensor> inputs = Map.of(int8.model().inputs().get(0).name(), sample.tensor());
        Map<Use, float[]> biases = new HashMap<>();
        int8.plan().weights().forEach(weight -> weight.bias().ifPresent(bias -> biases.put(bias.use(), bias.values())));
        var model = new OpenVinoFormat().read(Resources.model("rec"));
        try (var unshifted = model.openTunable(int8.plan(), List.of())) {
            Map<String, Tensor> expected = unshifted.run(inputs, biases).outputs();
            int8.run(sample)
                    .forEach((name, tensor) -> assertThat(
                                    Sqnr.between(expected.get(name).floats(), tensor.floats()))
                            .as("other roundings alone")
                            .isGreaterThan(15));
        }
    }

    /** The first number of a constant input. */
    private static float real(Ir ir, Layer layer, int input) {
        return ir.constant(ir.layer(ir.inputs(layer).get(input))).getFloat(0);
    }

    @Test
    void theText_holdsQuantizers_bytes_andTheRecipe() {
        Ir ir = Ir.read(saved);
        assertThat(ir.layers().values())
                .filteredOn(layer -> layer.is("FakeQuantize"))
                .hasSameSizeAs(int8.plan().activations())
                .allMatch(layer -> layer.data("levels").orElseThrow().equals("256"));
        assertThat(ir.layers().values())
                .filteredOn(layer -> layer.is("Const"))
                .extracting(layer -> layer.data("element_type").orElseThrow())
                .filteredOn("i8"::equals)
                .hasSameSizeAs(int8.plan().weights());
        assertThat(ir.information("octet")
                        .orElseThrow()
                        .child("octet_recipe")
                        .orElseThrow()
                        .attribute("value"))
                .contains(int8.recipe().json());
        assertThat(ir.layers().values()).extracting(Layer::name).doesNotHaveDuplicates();
    }

    @Test
    void theFile_givesWhatTheModelInMemoryGave_inPythonToo() throws IOException, InterruptedException {
        var sample = Resources.lines("validation").toList().get(0);
        Map<String, Tensor> inputs = Map.of(int8.model().inputs().get(0).name(), sample.tensor());
        Map<String, Tensor> expected = int8.run(sample);
        try (var opened = new OpenVinoFormat().open(saved)) {
            assertThat(opened.session().run(inputs)).isEqualTo(expected);
        }
        Npz.write(folder.resolve("in.npz"), inputs);
        Python.script("run.py", saved, folder.resolve("in.npz"), folder.resolve("out.npz"));
        assertThat(NumpyFiles.arrays(folder.resolve("out.npz"))).isEqualTo(expected);
    }

    @Test
    void theFile_isRefusedAsAFloatModel() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Octet.load(saved)))
                .hasMessageContaining("quantized already");
    }
}
