package octet.openvino;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import octet.Octet;
import octet.data.Csv;
import octet.data.Images;

/** Real models, converted to IR once, and data that tests find in the repository. */
final class Resources {
    private static final Path DATA = Path.of("../../notebooks/data");
    private static final Path MODELS = Python.ofRelease("models");
    private static final List<String> SOURCES = List.of(
            "models/ch_PP-OCRv4_rec_infer.onnx",
            "models/ch_ppocr_mobile_v2.0_cls_infer.onnx",
            "models/ppocr_keys_v1.txt",
            "all-minilm-l6-v2.onnx");

    private Resources() {}

    /** A model: {@code rec}, {@code cls} or {@code minilm}, and the same with {@code -half} behind it in half precision. */
    static synchronized Path model(String name) throws IOException, InterruptedException {
        Path model = MODELS.resolve(name + ".xml");
        if (!Files.exists(model)) {
            Files.createDirectories(MODELS);
            for (String source : SOURCES) {
                copy(source);
            }
            Python.script("convert.py", MODELS);
        }
        return model;
    }

    private static void copy(String resource) throws IOException {
        Path file = MODELS.resolve(resource.substring(resource.lastIndexOf('/') + 1));
        try (InputStream in = Resources.class.getResourceAsStream("/" + resource)) {
            Files.write(file, in.readAllBytes());
        }
    }

    /** The characters that the recogniser of text lines knows. */
    static List<String> alphabet() throws IOException {
        return Files.readAllLines(MODELS.resolve("ppocr_keys_v1.txt"));
    }

    /** Pictures of text lines. */
    static Images lines(String split) {
        return Octet.images(DATA.resolve("lines").toString())
                .bgr()
                .height(48)
                .normalize(127.5, 127.5)
                .labels(Csv.read(DATA.resolve("lines.csv")).where("split", split));
    }
}
