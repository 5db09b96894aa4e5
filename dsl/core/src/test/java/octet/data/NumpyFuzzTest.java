package octet.data;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import octet.problem.OctetException;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes at all are arrays or are refused in words.
 *
 * <p>What fuzzing has found lies under the resources and is replayed by every build. {@code JAZZER_FUZZ=1 mvn -pl dsl/core
 * test -Dtest=NumpyFuzzTest} looks for more; only then is Jazzer's agent loaded.
 */
class NumpyFuzzTest {
    private static final Path FOUND = Path.of("src/test/resources/octet/data/NumpyFuzzTestInputs/anyBytes");
    private static final Allocation ALLOCATION = new Allocation();

    @TempDir
    private static Path folder;

    private static void read(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("data.npz"), bytes);
        ALLOCATION.hold(bytes.length, () -> {
            try {
                NumpyFiles.arrays(file);
            } catch (OctetException e) {
                // Refused in words.
            }
        });
    }

    private static List<Path> found() throws IOException {
        try (var files = Files.list(FOUND)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("found")
    void whatWasFound_isReadOrRefused(Path file) throws IOException {
        read(Files.readAllBytes(file));
    }

    @EnabledIfEnvironmentVariable(named = "JAZZER_FUZZ", matches = ".+")
    @FuzzTest(maxDuration = "3m")
    void anyBytes(byte[] bytes) throws IOException {
        read(bytes);
    }
}
