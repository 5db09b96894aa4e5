package octet.archive;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import octet.data.Allocation;
import octet.problem.OctetException;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes at all between the head of a calibration's file and a checksum that fits are a calibration or are refused in
 * words.
 *
 * <p>What fuzzing has found lies under the resources and is replayed by every build. {@code JAZZER_FUZZ=1 mvn -pl dsl/core
 * test -Dtest=CalibrationFuzzTest} looks for more; only then is Jazzer's agent loaded.
 */
class CalibrationFuzzTest {
    private static final Path FOUND = Path.of("src/test/resources/octet/archive/CalibrationFuzzTestInputs/anyContents");
    private static final Allocation ALLOCATION = new Allocation();
    private static final byte[] HEAD = {(byte) 0x8f, 'O', 'C', 'T', 'C', 'A', 'L', '\n', 0, 0, 0, 1};
    private static final int CHECK = 32;

    @TempDir
    private static Path folder;

    private static void read(byte[] contents) throws IOException {
        Path file = Files.write(folder.resolve("a.calibration"), signed(contents));
        ALLOCATION.hold(contents.length, () -> {
            try {
                CalibrationFile.read(file);
            } catch (OctetException e) {
                // Refused in words.
            }
        });
    }

    /** As a forger would write them: a file whose checksum is wrong is not looked into. */
    private static byte[] signed(byte[] contents) {
        ByteBuffer file = ByteBuffer.allocate(HEAD.length + contents.length + CHECK);
        file.put(HEAD).put(contents);
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(file.array(), 0, file.position());
            return file.put(digest.digest()).array();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
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
    void anyContents(byte[] contents) throws IOException {
        read(contents);
    }
}
