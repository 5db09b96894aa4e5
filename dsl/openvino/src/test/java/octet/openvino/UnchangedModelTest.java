package octet.openvino;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import octet.openvino.ir.Ir;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not changed comes out as it was, to the byte. */
@NeedsOpenVino
class UnchangedModelTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"rec", "rec-half", "cls", "minilm", "minilm-half"})
    void aModelOfOpenVino_isWrittenAsItWasRead(String name) throws IOException, InterruptedException {
        Path file = Resources.model(name);
        Path copy = folder.resolve("copy.xml");
        PlanWriter.unchanged(GraphReader.read(Ir.read(file), Set.of())).save(copy);
        assertThat(copy).hasSameBinaryContentAs(file);
        assertThat(folder.resolve("copy.bin")).hasSameBinaryContentAs(file.resolveSibling(name + ".bin"));
    }
}
