import static octet.Octet.csv;
import static octet.Octet.images;
import static octet.Octet.load;
import static octet.Octet.samples;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import octet.Model;
import octet.data.Dataset;
import octet.data.Sample;
import octet.data.Tensor;

/**
 * CPU time of calibrate + quantize + save, divided by that of one float pass over the same samples, both with the
 * reading of the samples; the passes before and after count half each. Start-up and loading are left out. The collector is
 * the one that the kernel runs with.
 *
 * <pre>java -XX:+UseSerialGC -cp "kernel/target/octet.jar:notebooks/target/lib/*" dsl/bench/Cost.java ocr|minilm|effnet</pre>
 */
public class Cost {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    public static void main(String[] arguments) throws Exception {
        Model model;
        Dataset data;
        switch (arguments.length == 1 ? arguments[0] : "") {
            case "ocr" -> {
                model = load("notebooks/target/models/ch_PP-OCRv4_rec_infer.onnx");
                data = images("notebooks/data/lines")
                        .bgr()
                        .height(48)
                        .normalize(127.5, 127.5)
                        .labels(csv("notebooks/data/lines.csv").where("split", "calibration"));
            }
            case "minilm" -> {
                model = load("notebooks/target/models/all-minilm-l6-v2.onnx");
                data = sentences();
            }
            case "effnet" -> {
                model = load("dsl/bench/target/effnet-lite0/lite0.onnx");
                data = model.numpy(Path.of("dsl/bench/target/effnet-lite0/calib.npz"));
            }
            default -> throw new IllegalArgumentException("expected one of ocr, minilm, effnet");
        }
        pass(model, data.take(10));
        double before = pass(model, data);
        double start = cpu();
        var calibration = model.calibrate(data);
        double calibrated = cpu();
        var int8 = calibration.quantize();
        double quantized = cpu();
        int8.save(Files.createTempDirectory("cost").resolve("int8.onnx"));
        double saved = cpu();
        double pass = (before + pass(model, data)) / 2;
        System.out.printf(
                "%s, %d samples: float pass %.2f s; calibrate %.2f s, quantize %.2f s, save %.2f s; %.2f float passes%n",
                arguments[0],
                calibration.samples(),
                pass,
                calibrated - start,
                quantized - calibrated,
                saved - quantized,
                (saved - start) / pass);
    }

    private static double pass(Model model, Dataset data) {
        double start = cpu();
        try (var samples = data.open()) {
            samples.forEach(model::run);
        }
        return cpu() - start;
    }

    /** CPU time of all threads of this process so far, in seconds. */
    private static double cpu() {
        return SYSTEM.getProcessCpuTime() / 1e9;
    }

    private static Dataset sentences() throws Exception {
        List<Sample> all;
        try (var tokenizer =
                HuggingFaceTokenizer.newInstance(Path.of("notebooks/target/models/all-minilm-l6-v2-tokenizer.json"))) {
            all = csv("notebooks/data/sentences.csv").column("text").stream()
                    .map(text -> sample(tokenizer, text))
                    .toList();
        }
        return samples(all);
    }

    private static Sample sample(HuggingFaceTokenizer tokenizer, String text) {
        var tokens = tokenizer.encode(text);
        int length = tokens.getIds().length;
        return Sample.of(Map.of(
                "input_ids", Tensor.of(tokens.getIds(), 1, length),
                "attention_mask", Tensor.of(tokens.getAttentionMask(), 1, length),
                "token_type_ids", Tensor.of(tokens.getTypeIds(), 1, length)));
    }
}
