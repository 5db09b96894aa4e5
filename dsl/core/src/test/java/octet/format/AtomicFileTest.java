package octet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import octet.problem.SaveException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeTheOldFile() throws IOException {
        file = Files.writeString(folder.resolve("model.onnx"), "old");
    }

    private static void write(Path file, String text) {
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void assertNothingChanged() throws IOException {
        assertThat(file).hasContent("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void theOldFile_isReplaced_andNothingElseIsLeft() throws IOException {
        write(file, "new");
        assertThat(file).hasContent("new");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void theNewFile_hasTheRightsOfAnyOtherFile() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        Path plain = Files.writeString(folder.resolve("plain"), "");
        write(folder.resolve("new"), "new");
        assertThat(Files.getPosixFilePermissions(folder.resolve("new")))
                .isEqualTo(Files.getPosixFilePermissions(plain));
    }

    @Test
    void contentsThatFailHalfWay_leaveTheOldFile() throws IOException {
        assertThatExceptionOfType(SaveException.class)
                .isThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[1 << 21]);
                    throw new IOException("No space left on device");
                }))
                .withMessageContaining("No space left on device")
                .withMessageContaining("a file that stood there before is untouched");
        assertNothingChanged();
        assertThatIllegalStateException()
                .isThrownBy(() -> AtomicFile.write(file, out -> {
                    throw new IllegalStateException();
                }));
        assertNothingChanged();
    }

    @Test
    void aFullDisk_leavesTheOldFile() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "only Linux has a device that is always full");
        assertThatExceptionOfType(SaveException.class)
                .isThrownBy(() -> AtomicFile.write(file, out -> {
                    try (var device = new FileOutputStream(full.toFile())) {
                        device.write(new byte[1 << 16]);
                    }
                }))
                .withMessageContaining("No space left");
        assertNothingChanged();
    }

    @Test
    void aFolderThatIsMissing_orAPathThatIsAFolder_isRefusedBeforeAnyWork() throws IOException {
        assertThatExceptionOfType(SaveException.class)
                .isThrownBy(() -> AtomicFile.check(folder.resolve("none/model.onnx")))
                .withMessageContaining("there is no folder");
        assertThatExceptionOfType(SaveException.class)
                .isThrownBy(() -> AtomicFile.check(folder))
                .withMessageContaining("it is a folder");
        assertThatExceptionOfType(SaveException.class).isThrownBy(() -> write(folder, "new"));
        assertThatExceptionOfType(SaveException.class).isThrownBy(() -> write(file.resolve("below"), "new"));
        assertNothingChanged();
    }

    @Test
    void aDevice_isNotReplaced() {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "a system with devices");
        assertThatExceptionOfType(SaveException.class)
                .isThrownBy(() -> AtomicFile.check(device))
                .withMessageContaining("it is a pipe or a device");
        assertThatExceptionOfType(SaveException.class).isThrownBy(() -> write(device, "new"));
        assertThat(Files.isRegularFile(device)).isFalse();
    }

    @Test
    void aSymbolicLink_isReplaced_notFollowed() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.onnx"), file);
        write(link, "new");
        assertThat(file).hasContent("old");
        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(link).hasContent("new");
    }

    @Test
    void aHardLink_isReplaced_theOtherNameKeepsTheOldFile() throws IOException {
        Path link = Files.createLink(folder.resolve("link.onnx"), file);
        write(link, "new");
        assertThat(file).hasContent("old");
        assertThat(link).hasContent("new");
    }
}
