package octet.openvino;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import octet.Octet;
import octet.data.Dataset;
import octet.data.NumpyFiles;
import octet.data.Sample;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is inside of Loop, If and TensorIterator stays as it is, and is said to; what is around them is int8. */
@NeedsOpenVino
class BodiesTest {
    private static final Path MODELS = Path.of("src/test/resources");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "nncf-ir/loop, body",
        "nncf-ir/if-else, then_body",
        "nncf-ir/if-else, else_body",
        "bodies/tensor-iterator, body"
    })
    void bodies_stayAsTheyAre(String name, String element) throws IOException {
        Path file = MODELS.resolve(name + ".xml");
        var model = Octet.load(file);
        assertThat(model.info().remarks()).anyMatch(remark -> remark.contains("stays in float"));
        Dataset data = NumpyFiles.samples(MODELS.resolve(name + ".npz"), model.inputs());
        var int8 = model.calibrate(data).quantize();
        Path saved = int8.save(folder.resolve("int8.xml"));
        assertThat(body(saved, element)).contains("Convolution").isEqualTo(body(file, element));
        assertThat(int8.plan().weights()).hasSize(2);
        Sample sample = data.toList().get(0);
        assertThat(int8.run(sample)).containsOnlyKeys(model.outputs().get(0).name());
    }

    /** The text of a body, without the places of its constants among the weights, which move. */
    private static String body(Path file, String element) throws IOException {
        String text = Files.readString(file);
        return text.substring(text.indexOf("<" + element + ">"), text.indexOf("</" + element + ">"))
                .replaceAll(" offset=\"\\d+\"", "");
    }
}
