package octet.kernel.protocol;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import octet.kernel.install.KernelSpec;

/**
 * Keeps the history over restarts: a file with a cell a line, as JSON, readable by its owner only. Several kernels may
 * write to it; a lock beside it keeps them apart. Where it cannot be written the history ends with the kernel.
 */
final class HistoryFile {
    private static final Logger LOG = Logger.getLogger(HistoryFile.class.getName());
    private static final long LARGEST_BYTES = 4L << 20;
    private static final int LONGEST_OUTPUT = 4000;

    private final Path file;

    HistoryFile(Path file) {
        this.file = file;
    }

    /** Returns that of the user, in Jupyter's directory for data. */
    static HistoryFile ofUser() {
        return new HistoryFile(KernelSpec.userKernels().resolveSibling("octet").resolve("history.jsonl"));
    }

    /** Reserves the next session's number, by a line of its own. */
    int beginSession() {
        return locked(
                () -> {
                    shorten();
                    int next = latestSession() + 1;
                    write(List.of(new History.Entry(next, 0, null, null)));
                    return next;
                },
                1);
    }

    void append(List<History.Entry> entries) {
        locked(
                () -> {
                    write(entries.stream().map(HistoryFile::shortened).toList());
                    return null;
                },
                null);
    }

    private static History.Entry shortened(History.Entry entry) {
        String output = entry.output();
        boolean isLong = output != null && output.length() > LONGEST_OUTPUT;
        return isLong
                ? new History.Entry(
                        entry.session(), entry.number(), entry.input(), output.substring(0, LONGEST_OUTPUT) + "…")
                : entry;
    }

    /** Returns all cells, the oldest first. */
    List<History.Entry> read() {
        return lines().stream().filter(entry -> entry.input() != null).toList();
    }

    int latestSession() {
        return lines().stream().mapToInt(History.Entry::session).max().orElse(0);
    }

    /** A line that is none, such as one that a crash has cut off, is passed over. */
    private List<History.Entry> lines() {
        List<History.Entry> entries = new ArrayList<>();
        try {
            for (String line : Files.readString(file).split("\n")) {
                History.Entry entry = parsed(line);
                if (entry != null) {
                    entries.add(entry);
                }
            }
        } catch (NoSuchFileException nothingYet) {
            return entries;
        } catch (IOException e) {
            LOG.log(Level.FINE, "the history cannot be read", e);
        }
        return entries;
    }

    private static History.Entry parsed(String line) {
        try {
            return line.isBlank() ? null : Json.GSON.fromJson(line, History.Entry.class);
        } catch (JsonParseException cutOff) {
            return null;
        }
    }

    private void write(List<History.Entry> entries) throws IOException {
        StringBuilder lines = new StringBuilder(endsInLine() ? "" : "\n");
        entries.forEach(entry -> lines.append(Json.GSON.toJson(entry)).append('\n'));
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private boolean endsInLine() throws IOException {
        try (RandomAccessFile end = new RandomAccessFile(file.toFile(), "r")) {
            if (end.length() == 0) {
                return true;
            }
            end.seek(end.length() - 1);
            return end.read() == '\n';
        }
    }

    /** Leaves out the older half of a file that has grown too long. */
    private void shorten() throws IOException {
        if (!Files.exists(file) || Files.size(file) <= LARGEST_BYTES) {
            return;
        }
        String all = Files.readString(file);
        String half = all.substring(all.indexOf('\n', all.length() / 2) + 1);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, half);
        protect(part);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private <T> T locked(Callable<T> action, T otherwise) {
        try {
            Files.createDirectories(file.getParent());
            Path lock = file.resolveSibling(file.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                if (!Files.exists(file)) {
                    Files.createFile(file);
                    protect(file);
                }
                return held.isValid() ? action.call() : otherwise;
            }
        } catch (Exception e) {
            LOG.log(Level.FINE, "the history cannot be kept", e);
            return otherwise;
        }
    }

    /** Code may hold passwords. */
    private static void protect(Path path) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        }
    }
}
