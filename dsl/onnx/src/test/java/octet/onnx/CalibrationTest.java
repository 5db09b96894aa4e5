package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import octet.Calibration;
import octet.Model;
import octet.Octet;
import octet.calibration.Statistic;
import octet.data.Csv;
import octet.data.Dataset;
import octet.data.Sample;
import octet.data.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calibrations as values, on real models: several inputs, lengths that change, batches. */
class CalibrationTest {
    private static final int SAMPLES = 8;

    @TempDir
    private static Path folder;

    private static Model ocr;
    private static Model encoder;
    private static Path tokens;

    @BeforeAll
    static void load() throws IOException {
        ocr = Octet.load(Resources.copy("models/ch_PP-OCRv4_rec_infer.onnx", folder));
        encoder = Octet.load(Resources.copy("all-minilm-l6-v2.onnx", folder));
        tokens = Resources.copy("all-minilm-l6-v2-tokenizer.json", folder);
    }

    private Dataset pictures() {
        return Octet.images(Resources.data("lines").toString())
                .bgr()
                .height(48)
                .normalize(127.5, 127.5)
                .take(SAMPLES);
    }

    /** Sentences of one input each, as token numbers, padded to a common length in each batch. */
    private List<Sample> sentences(int batch) throws IOException {
        var texts = Csv.read(Resources.data("sentences.csv"))
                .where("split", "calibration")
                .column("text");
        List<Sample> samples = new ArrayList<>();
        try (var tokenizer = HuggingFaceTokenizer.newInstance(tokens)) {
            for (int from = 0; from < SAMPLES; from += batch) {
                var encoded = texts.subList(from, from + batch).stream()
                        .map(tokenizer::encode)
                        .toList();
                int length =
                        encoded.stream().mapToInt(t -> t.getIds().length).max().orElseThrow();
                BiFunction<Integer, Boolean, Tensor> tensor = (row, mask) -> {
                    long[] padded = new long[length];
                    long[] numbers = mask
                            ? encoded.get(row).getAttentionMask()
                            : encoded.get(row).getIds();
                    System.arraycopy(numbers, 0, padded, 0, numbers.length);
                    return Tensor.of(padded, 1, length);
                };
                List<Tensor> ids = new ArrayList<>();
                List<Tensor> masks = new ArrayList<>();
                for (int row = 0; row < batch; row++) {
                    ids.add(tensor.apply(row, false));
                    masks.add(tensor.apply(row, true));
                }
                samples.add(Sample.of(Map.of(
                        "input_ids", Tensor.concat(ids),
                        "attention_mask", Tensor.concat(masks),
                        "token_type_ids", Tensor.of(new long[batch * length], batch, length))));
            }
        }
        return samples;
    }

    private byte[] saved(Calibration calibration) throws IOException {
        Path file = folder.resolve("saved.calibration");
        calibration.save(file);
        return Files.readAllBytes(file);
    }

    /** Parts merged in two orders, saved and loaded between, against one run over all. */
    private void partsAreTheWhole(Model model, Dataset data) throws IOException {
        Dataset first = Dataset.of("data", data.size(), () -> data.open().limit(3));
        Dataset rest = Dataset.of("data", data.size(), () -> data.open().skip(3));
        var some = model.calibrate(first, Octet.all());
        var others = model.calibrate(rest, Octet.all());
        var whole = model.calibrate(data.shuffle(3), Octet.all());
        byte[] bytes = saved(others);
        var loaded = model.calibration(folder.resolve("saved.calibration"));
        assertThat(saved(loaded)).isEqualTo(bytes);
        assertThat(saved(some.merge(loaded))).isEqualTo(saved(others.merge(some)));
        assertThat(some.merge(others).statistics()).isEqualTo(whole.statistics());
        assertThat(some.merge(others).samples()).isEqualTo(whole.samples());
        assertThat(loaded.merge(some).quantize().check().error().cosine()).isGreaterThan(0.9);
        // The samples are the same, whatever order they came in.
        assertThat(loaded.merge(some).with(data).data())
                .isEqualTo(some.merge(others).data());
    }

    @Test
    void pictures_ofDifferentWidths() throws IOException {
        partsAreTheWhole(ocr, pictures());
    }

    @Test
    void sentences_ofThreeInputs_andDifferentLengths() throws IOException {
        partsAreTheWhole(encoder, Octet.samples(sentences(1)));
    }

    @Test
    void batches_seeWhatTheirRowsShow() throws IOException {
        var batches = Octet.samples(sentences(4));
        var calibration = encoder.calibrate(batches, Statistic.HISTOGRAM);
        assertThat(calibration.samples()).isEqualTo(2);
        assertThat(calibration.warnings()).hasSize(1);
        // What comes behind the first embedding knows nothing of the others in its batch, but for the padding.
        var singly = encoder.calibrate(Octet.samples(sentences(1)));
        String value = encoder.graph().nodes().stream()
                .map(node -> node.output())
                .filter(singly.statistics()::containsKey)
                .findFirst()
                .orElseThrow();
        assertThat(calibration.statistics().get(value).max())
                .isGreaterThanOrEqualTo(singly.statistics().get(value).max() - 1e-4f);
        assertThat(calibration.quantize().check().error().cosine()).isGreaterThan(0.97);
        assertThat(saved(calibration)).hasSizeLessThan(4 << 20);
    }

    @Test
    void pictures_inBatches_ofOneShape() throws IOException {
        var resized = Octet.images(Resources.data("lines").toString())
                .bgr()
                .resize(48, 160)
                .normalize(127.5, 127.5)
                .take(SAMPLES);
        var batched = ocr.calibrate(resized.batch(4), Statistic.CHANNEL_BOUNDS);
        var singly = ocr.calibrate(resized, Statistic.CHANNEL_BOUNDS);
        assertThat(batched.samples()).isEqualTo(SAMPLES / 4);
        assertThat(batched.statistics()).hasSameSizeAs(singly.statistics());
        singly.statistics().forEach((value, seen) -> {
            var others = batched.statistics().get(value);
            float width = seen.max() - seen.min();
            assertThat(Math.abs(others.max() - seen.max())).as(value).isLessThanOrEqualTo(1e-3f * width);
            assertThat(Math.abs(others.min() - seen.min())).as(value).isLessThanOrEqualTo(1e-3f * width);
            assertThat(others.channelMaxima()).hasSameSizeAs(seen.channelMaxima());
        });
    }
}
