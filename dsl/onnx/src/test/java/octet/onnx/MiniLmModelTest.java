package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import octet.Calibration;
import octet.Model;
import octet.Octet;
import octet.QuantizedModel;
import octet.accuracy.Remedy;
import octet.data.Csv;
import octet.data.Dataset;
import octet.data.Sample;
import octet.data.Tensor;
import octet.metric.Metric;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.TensorProto;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** all-MiniLM-L6-v2, a transformer of opset 11, on sentences of the second lesson. */
class MiniLmModelTest {
    @TempDir
    private static Path folder;

    private static HuggingFaceTokenizer tokenizer;
    private static Calibration calibration;
    private static QuantizedModel int8;
    private static Path saved;

    @BeforeAll
    static void quantize() throws IOException {
        tokenizer = HuggingFaceTokenizer.newInstance(Resources.copy("all-minilm-l6-v2-tokenizer.json", folder));
        Model model = Octet.load(Resources.copy("all-minilm-l6-v2.onnx", folder));
        calibration = model.calibrate(sentences("calibration").take(60));
        int8 = calibration.quantize();
        saved = int8.save(folder.resolve("int8.onnx"));
    }

    private static Dataset sentences(String split) {
        List<String> texts =
                Csv.read(Resources.data("sentences.csv")).where("split", split).column("text");
        return Octet.samples(texts.stream().map(MiniLmModelTest::sample).toList());
    }

    private static Sample sample(String sentence) {
        var tokens = tokenizer.encode(sentence);
        int length = tokens.getIds().length;
        return Sample.of(Map.of(
                        "input_ids", Tensor.of(tokens.getIds(), 1, length),
                        "attention_mask", Tensor.of(tokens.getAttentionMask(), 1, length),
                        "token_type_ids", Tensor.of(tokens.getTypeIds(), 1, length)))
                .named(sentence);
    }

    @Test
    void embeddings_pointWhereFloatPoints() {
        var report = int8.validate(sentences("validation").take(50), Metric.cosine());
        assertThat(report.int8Score()).isGreaterThan(0.98);
    }

    /** Biases that were corrected for other factors once went with it, and lost what was gained. */
    @Test
    void aModelThatASearchSmoothsOtherwise_isTheOneThatItsSettingsMake() {
        var few = sentences("validation").take(20);
        var first = int8.validate(few, Metric.cosine());
        var result = first.within((1 - first.int8Score()) * 0.99, control -> control.remedies(Remedy.SMOOTH_QUANT));
        assertThat(result.steps().get(1).what()).startsWith("SmoothQuant");
        assertThat(result.reverted()).isEmpty();
        var again = calibration.quantize(q -> result.model().settings());
        assertThat(again.validate(few, Metric.cosine()).int8Score()).isEqualTo(result.score());
    }

    @Test
    void theFile_isLessThanThreeTenths() throws IOException {
        assertThat(Files.size(saved)).isLessThan(int8.model().info().bytes() * 3 / 10);
    }

    @Test
    void aTransformer_isRecognised() {
        assertThat(int8.plan().transformer()).isTrue();
    }

    @Test
    void decisions_areThoseOfTheTable() throws IOException {
        Golden.check("minilm", DecisionsText.of(int8.plan()));
    }

    @Test
    void theModel_isUpgraded_andItsEmbeddingsAreBytes() {
        ModelProto model = ModelFile.read(saved).model();
        assertThat(Protos.opset(model)).isEqualTo(13);
        assertThat(Quantizing.initializers(model, TensorProto.DataType.INT8))
                .filteredOn(name -> name.contains("embeddings"))
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(Quantizing.layer(int8, "Gather").how()).isEqualTo("table stored as int8");
    }

    @Test
    void theFile_givesWhatTheModelInMemoryGave() {
        var sample = sentences("validation").toList().get(0);
        try (var opened = new OnnxFormat().open(saved)) {
            assertThat(opened.session().run(sample.inputs())).isEqualTo(int8.run(sample));
        }
    }

    @Test
    void activationsOf16Bits_areMuchCloserToFloat() {
        var int16 = calibration.quantize(q -> q.activationsQuantizationParams(p -> p.numBits(16)));
        assertThat(int16.check().error().sqnr())
                .isGreaterThan(28)
                .isGreaterThan(int8.check().error().sqnr() + 5);
        ModelProto model =
                ModelFile.read(int16.save(folder.resolve("int16.onnx"))).model();
        assertThat(Protos.opset(model)).isEqualTo(21);
        assertThat(Quantizing.initializers(model, TensorProto.DataType.UINT16)).isNotEmpty();
        assertThat(int16.plan().remarks()).anyMatch(remark -> remark.contains("16 bits"));
    }
}
