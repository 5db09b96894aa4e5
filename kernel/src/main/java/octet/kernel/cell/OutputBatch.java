package octet.kernel.cell;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Collects what a cell prints and hands it over in pieces: a message for every line is slow, and Jupyter loses some.
 *
 * <p>The order of both streams is kept, and a character is never cut in two.
 */
final class OutputBatch {
    private static final int LARGEST_PIECE = 32 * 1024;
    private static final Set<OutputBatch> WAITING = ConcurrentHashMap.newKeySet();

    private final Sink sink;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Sink.Stream stream = Sink.Stream.STDOUT;

    OutputBatch(Sink sink) {
        this.sink = sink;
    }

    static void flushAll() {
        WAITING.forEach(OutputBatch::flush);
    }

    synchronized void write(Sink.Stream to, byte[] source, int offset, int length) {
        if (to != stream) {
            flush();
            stream = to;
        }
        bytes.write(source, offset, length);
        WAITING.add(this);
        if (bytes.size() >= LARGEST_PIECE) {
            flush();
        }
    }

    synchronized void flush() {
        WAITING.remove(this);
        byte[] all = bytes.toByteArray();
        int end = completeCharacters(all);
        if (end == 0) {
            return;
        }
        bytes.reset();
        bytes.write(all, end, all.length - end);
        sink.text(stream, new String(all, 0, end, StandardCharsets.UTF_8));
    }

    /** Returns how many of the bytes are whole characters in UTF-8. */
    private static int completeCharacters(byte[] utf8) {
        int start = utf8.length - 1;
        int earliest = Math.max(0, utf8.length - 4);
        while (start > earliest && (utf8[start] & 0xc0) == 0x80) {
            start--;
        }
        if (start < 0) {
            return 0;
        }
        int lead = utf8[start] & 0xff;
        int needed = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
        return start + needed > utf8.length ? start : utf8.length;
    }
}
