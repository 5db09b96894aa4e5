package octet.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import octet.calibration.Observation;
import octet.calibration.TapStatistics;
import octet.data.Digest;
import octet.data.Tensor;
import octet.graph.DataType;
import octet.problem.BadDataException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of calibrations, and what is not one. */
class CalibrationFileTest {
    private static final int CHECK = 32;
    private static final int START = 12;
    private static final int SAMPLES = 5;

    /** Reading takes no more memory than this, and a multiple of the file's size. */
    private static final long MOST_MEMORY = 8L << 20;

    @TempDir
    private Path folder;

    private Path file;
    private byte[] sound;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("a.calibration");
        contents().save(file);
        sound = Files.readAllBytes(file);
    }

    private static CalibrationFile contents() {
        Map<String, TapStatistics> statistics = new HashMap<>();
        for (int v = 0; v < 12; v++) {
            statistics.put("value/" + v + "/漢", statistics("value/" + v + "/漢", v));
        }
        Map<String, Tensor> example = Map.of(
                "ids", Tensor.of(new long[] {1, -2, Long.MAX_VALUE}, 1, 3),
                "x", Tensor.of(TestNumbers.gaussian(9, 12), 1, 3, 4),
                "half", Tensor.of(DataType.FLOAT16, new short[] {1, -1}, 2),
                "mask", Tensor.of(DataType.BOOL, new byte[] {0, 1}, 2),
                "wide", Tensor.of(new double[] {Math.PI}, 1),
                "none", Tensor.of(new int[0], 0, 7));
        return new CalibrationFile(
                "m.onnx",
                "ab".repeat(32),
                List.of("5 samples"),
                SAMPLES,
                Digest.of(example),
                statistics,
                List.of(example, Map.of("x", Tensor.of(new float[100_000], 1, 100_000))));
    }

    /** Of some kinds of statistics, by the number. */
    private static TapStatistics statistics(String value, int number) {
        var builder = new TapStatistics.Builder(value);
        for (int s = 0; s < SAMPLES; s++) {
            float[] some = TestNumbers.gaussian(31 * s + number, 7);
            float[] none = {};
            float[] elements = number % 4 == 3 ? TestNumbers.gaussian(s, 500) : none;
            float[] channels = number % 2 == 1 ? some : none;
            builder.add(new Observation(-s, s + number, number % 3 == 2 ? some : none, channels, channels, elements));
        }
        return builder.build();
    }

    private BadDataException refused(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        try {
            CalibrationFile.read(file);
        } catch (BadDataException e) {
            assertThat(e.getMessage()).contains("a.calibration", "Expected: ").hasSizeLessThan(1000);
            return e;
        }
        return null;
    }

    /** With the checksum that a forger would write. */
    private static byte[] signed(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, bytes.length - CHECK);
            digest.digest(bytes, bytes.length - CHECK, CHECK);
            return bytes;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatIsWritten_isRead() {
        CalibrationFile read = CalibrationFile.read(file);
        assertThat(read).isEqualTo(contents());
    }

    @Test
    void equalContents_areEqualBytes() throws IOException {
        Path second = folder.resolve("b.calibration");
        CalibrationFile.read(file).save(second);
        assertThat(Files.readAllBytes(second)).isEqualTo(sound);
    }

    @Test
    void zeros_thatPackTooWell_areKeptPlain() {
        assertThat(sound.length).isGreaterThan(400_000);
    }

    @Test
    void filesThatAreNone_areNamedForWhatTheyAre() throws IOException {
        assertThat(refused(new byte[0])).hasMessageContaining("is no calibration, but empty");
        assertThat(refused("<html>not found</html>".getBytes(StandardCharsets.US_ASCII)))
                .hasMessageContaining("is no calibration.");
        byte[] random = new byte[4096];
        new Random(1).nextBytes(random);
        assertThat(refused(random)).hasMessageContaining("is no calibration.");
        byte[] later = sound.clone();
        later[START - 1] = 9;
        assertThat(refused(later)).hasMessageContaining("is a calibration of version 9. Expected: version 1.");
    }

    @Test
    void pathsThatAreNoFiles_areRefused() {
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> CalibrationFile.read(folder.resolve("none")))
                .withMessageContaining("There is no file");
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> CalibrationFile.read(folder))
                .withMessageContaining("is no file");
    }

    @Test
    void aFileThatIsCutOff_isRefused_whereverThatIs() throws IOException {
        for (int length = 0; length < sound.length; length += length < 500 ? 1 : 9973) {
            assertThat(refused(Arrays.copyOf(sound, length)))
                    .as("%d bytes", length)
                    .isNotNull();
        }
        assertThat(refused(Arrays.copyOf(sound, sound.length - 1))).hasMessageContaining("damaged or cut off");
    }

    @Test
    void aFlippedBit_isSeen() throws IOException {
        var random = new Random(2);
        for (int i = 0; i < 50; i++) {
            byte[] flipped = sound.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            assertThat(refused(flipped)).isNotNull();
        }
    }

    @Test
    void announcedLengths_areNotBelieved() throws IOException {
        long[] lengths = {-1, Long.MIN_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE, 1L << 40, 1 << 20};
        for (long length : lengths) {
            for (int at : new int[] {START + 1, START + 1 + Long.BYTES}) {
                byte[] forged = sound.clone();
                ByteBuffer.wrap(forged).putLong(at, length);
                assertRefusedCheaply(signed(forged));
            }
        }
    }

    /** Unpacked parts, so that lengths inside can be forged: each number of 32 bits is made huge, one after the other. */
    @Test
    void lengthsInsideParts_areNotBelievedEither() throws IOException {
        byte[] plain = TestNumbers.unpacked(sound);
        assertThat(refused(signed(plain.clone()))).as("the plain form itself").isNull();
        int refused = 0;
        for (int at = START; at + Integer.BYTES < Math.min(plain.length - CHECK, 3000); at += 1) {
            for (int number : new int[] {Integer.MAX_VALUE, -1, 1 << 28}) {
                byte[] forged = plain.clone();
                ByteBuffer.wrap(forged).putInt(at, number);
                refused += assertCheap(signed(forged)) ? 1 : 0;
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    @Test
    void forgedContents_areRefusedOrRead_butNothingElse() throws IOException {
        byte[] plain = TestNumbers.unpacked(sound);
        var random = new Random(4);
        for (int i = 0; i < 1500; i++) {
            byte[] forged = plain.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                forged[START + random.nextInt(Math.min(20_000, forged.length - START - CHECK))] =
                        (byte) random.nextInt(256);
            }
            assertCheap(signed(forged));
        }
    }

    private void assertRefusedCheaply(byte[] bytes) throws IOException {
        assertThat(assertCheap(bytes)).isTrue();
    }

    /** Whether the bytes are refused; either way without much memory. */
    private boolean assertCheap(byte[] bytes) throws IOException {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        boolean refused = refused(bytes) != null;
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_MEMORY);
        return refused;
    }
}
