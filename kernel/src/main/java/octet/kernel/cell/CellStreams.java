package octet.kernel.cell;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Brings the JVM's standard streams to the cells; what no cell prints goes where it went before. */
public final class CellStreams implements AutoCloseable {
    private static final int FLUSH_EVERY_MILLIS = 50;

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final InputStream in = System.in;
    private final ScheduledExecutorService flusher = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "octet-output");
        thread.setDaemon(true);
        return thread;
    });

    private CellStreams() {}

    /** Takes the standard streams over, until it is closed. */
    public static CellStreams install() {
        CellStreams streams = new CellStreams();
        System.setOut(new PrintStream(new ToCell(Sink.Stream.STDOUT, streams.out), false, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new ToCell(Sink.Stream.STDERR, streams.err), false, StandardCharsets.UTF_8));
        System.setIn(new CellInput());
        streams.flusher.scheduleWithFixedDelay(
                streams::flush, FLUSH_EVERY_MILLIS, FLUSH_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return streams;
    }

    /** Returns the standard output of the process. */
    public PrintStream console() {
        return out;
    }

    /** Returns the standard error of the process. */
    public PrintStream consoleErrors() {
        return err;
    }

    @Override
    public void close() {
        flusher.shutdownNow();
        System.setOut(out);
        System.setErr(err);
        System.setIn(in);
        OutputBatch.flushAll();
    }

    private void flush() {
        try {
            OutputBatch.flushAll();
        } catch (RuntimeException e) {
            // One failed hand-over must not end the timer, which would hold back all output from then on.
            err.println("octet: output could not be handed over: " + e);
        }
    }

    /** Writes to the cell of the calling thread. */
    private static final class ToCell extends OutputStream {
        private final Sink.Stream stream;
        private final PrintStream withoutCell;

        ToCell(Sink.Stream stream, PrintStream withoutCell) {
            this.stream = stream;
            this.withoutCell = withoutCell;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            Cell cell = Cell.ofThisThread();
            if (cell == null) {
                withoutCell.write(bytes, offset, length);
                withoutCell.flush();
            } else {
                cell.checkThatItMayGoOn();
                cell.output().write(stream, bytes, offset, length);
            }
        }
    }
}
