package octet.openvino.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SerializerTest {
    @Test
    void aLibraryThatCannotWriteModels_isToldInWords() {
        var words = new ByteArrayOutputStream();
        var out = new PrintStream(words, true, StandardCharsets.UTF_8);
        assertThat(Serializer.run("libc.so.6", "model.onnx", "model.xml", out)).isEqualTo(Serializer.UNABLE);
        assertThat(words.toString(StandardCharsets.UTF_8)).containsAnyOf("has no function", "is known for Linux");
    }
}
