package octet.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The recogniser of the quickstart, as files. */
final class TestModel {
    private TestModel() {}

    /** Copies it into a folder, which is returned. */
    static Path in(Path folder) throws IOException {
        for (String file : List.of("ch_PP-OCRv4_rec_infer.onnx", "ppocr_keys_v1.txt")) {
            try (InputStream model = TestModel.class.getResourceAsStream("/models/" + file)) {
                Files.copy(model, folder.resolve(file));
            }
        }
        return folder;
    }
}
