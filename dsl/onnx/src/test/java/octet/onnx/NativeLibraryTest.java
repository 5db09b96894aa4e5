package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import octet.Octet;
import octet.format.Formats;
import octet.problem.OctetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runtime's library cannot be unpacked, as where the temporary folder is full. */
class NativeLibraryTest {

    /** Loads a model in a JVM of its own, whose runtime is not loaded yet, and prints what is said. */
    public static final class Load {
        private Load() {}

        /** Takes the model's path. */
        public static void main(String[] arguments) {
            Path model = Path.of(arguments[0]);
            say(() -> Octet.load(model));
            say(() -> Formats.open(model));
            say(() -> Formats.open(model));
        }

        private static void say(Runnable load) {
            try {
                load.run();
                System.out.println("loaded");
            } catch (OctetException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void aMissingTemporaryFolder_isSaidInWords_atEveryTry(@TempDir Path folder) throws Exception {
        Path model = TestModel.small().write(folder);
        Path missing = folder.resolve("no-temporary-folder");
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + missing,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Load.class.getName(),
                        model.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(said).isZero();
        assertThat(said.split("The native library of ONNX Runtime cannot be loaded", -1))
                .as(said)
                .hasSize(3);
        assertThat(said).contains("no temporary file can be written", missing.toString(), "-Djava.io.tmpdir=FOLDER");
    }

    @Test
    void anErrorOfTheLinker_isSaidInWords() {
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> OrtSessions.loaded(() -> {
                    throw new UnsatisfiedLinkError("failed to map segment from shared object");
                }))
                .withMessageContaining("failed to map segment from shared object")
                .withMessageContaining(System.getProperty("java.io.tmpdir"))
                .withCauseInstanceOf(UnsatisfiedLinkError.class);
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> OrtSessions.loaded(() -> {
                    throw new IllegalStateException("Failed to load onnx-runtime library", new IOException("no space"));
                }))
                .withMessageContaining("no space");
    }
}
