package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import octet.Model;
import octet.Octet;
import octet.QuantizedModel;
import octet.data.Csv;
import octet.data.Images;
import octet.metric.Ctc;
import octet.metric.Metric;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.StringStringEntryProto;
import octet.onnx.proto.TensorProto;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PP-OCRv4's recogniser of text lines, on pictures of the first lesson. */
class OcrModelTest {
    @TempDir
    private static Path folder;

    private static QuantizedModel int8;
    private static Path saved;
    private static Ctc ctc;

    @BeforeAll
    static void quantize() throws IOException {
        Model model = Octet.load(Resources.copy("models/ch_PP-OCRv4_rec_infer.onnx", folder));
        int8 = model.calibrate(pictures("calibration")).quantize();
        saved = int8.save(folder.resolve("int8.onnx"));
        List<String> alphabet = new ArrayList<>(Files.readAllLines(Resources.copy("models/ppocr_keys_v1.txt", folder)));
        alphabet.add(" ");
        ctc = new Ctc(alphabet);
    }

    private static Images pictures(String split) {
        return Octet.images(Resources.data("lines").toString())
                .bgr()
                .height(48)
                .normalize(127.5, 127.5)
                .labels(Csv.read(Resources.data("lines.csv")).where("split", split));
    }

    @Test
    void characterAccuracy_isThatOfFloat() {
        var report = int8.validate(pictures("validation"), Metric.characterAccuracy(ctc::decode));
        assertThat(report.floatScore()).isGreaterThan(0.94);
        assertThat(report.drop()).isLessThan(0.005);
    }

    @Test
    void theFile_isLessThanThreeTenths() throws IOException {
        assertThat(Files.size(saved)).isLessThan(int8.model().info().bytes() * 3 / 10);
    }

    @Test
    void decisions_areThoseOfTheTable() throws IOException {
        Golden.check("ocr", DecisionsText.of(int8.plan()));
    }

    @Test
    void theFile_holdsBytes_andItsRecipe() {
        ModelProto model = ModelFile.read(saved).model();
        assertThat(Quantizing.initializers(model, TensorProto.DataType.INT8)).hasSizeGreaterThan(40);
        assertThat(Quantizing.types(model)).contains("QuantizeLinear", "DequantizeLinear");
        assertThat(model.getMetadataPropsList())
                .filteredOn(entry -> entry.getKey().equals("octet.recipe"))
                .extracting(StringStringEntryProto::getValue)
                .containsExactly(int8.recipe().json());
        assertThat(saved.resolveSibling("int8.recipe.json"))
                .hasContent(int8.recipe().json());
    }

    @Test
    void theFile_givesWhatTheModelInMemoryGave() {
        var sample = pictures("validation").toList().get(0);
        Map<String, octet.data.Tensor> inputs =
                Map.of(int8.model().inputs().get(0).name(), sample.tensor());
        try (var opened = new OnnxFormat().open(saved)) {
            assertThat(opened.session().run(inputs)).isEqualTo(int8.run(sample));
        }
    }

    @Test
    void theFile_isRefusedAsAFloatModel() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Octet.load(saved)))
                .hasMessageContaining("quantized already");
    }
}
