package octet.onnx;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import octet.format.Formats;
import octet.problem.OctetException;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes at all are a model or are refused in words, and are not answered with memory that they merely announce.
 *
 * <p>What fuzzing has found lies under the resources and is replayed by every build. {@code JAZZER_FUZZ=1 mvn -pl
 * dsl/core,dsl/onnx test -Dtest=ModelFuzzTest -Dsurefire.failIfNoSpecifiedTests=false} looks for more; only then is
 * Jazzer's agent loaded.
 */
class ModelFuzzTest {
    private static final Path FOUND = Path.of("src/test/resources/octet/onnx/ModelFuzzTestInputs/anyBytes");

    /** For protobuf, graph and messages of a file of a few kilobytes. */
    private static final long MOST_BYTES = 64L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    private static Path folder;

    private static void read(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("model.onnx"), bytes);
        // The first time counts classes that are loaded, and under a fuzzer instrumented too.
        long allocated = allocated(file);
        allocated = allocated > MOST_BYTES ? allocated(file) : allocated;
        if (allocated > MOST_BYTES) {
            throw new AssertionError(bytes.length + " bytes made the reader allocate " + allocated);
        }
    }

    private static long allocated(Path file) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            Formats.read(file);
        } catch (OctetException e) {
            // Refused in words.
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
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
    @FuzzTest(maxDuration = "5m")
    void anyBytes(byte[] bytes) throws IOException {
        read(bytes);
    }
}
