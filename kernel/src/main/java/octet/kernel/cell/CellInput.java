package octet.kernel.cell;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Standard input: asks the person for a line whenever the last one is used up. */
final class CellInput extends InputStream {
    private byte[] line = new byte[0];
    private int next;

    @Override
    public synchronized int read() {
        fill();
        return line[next++] & 0xff;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        fill();
        int count = Math.min(length, line.length - next);
        System.arraycopy(line, next, target, offset, count);
        next += count;
        return count;
    }

    @Override
    public synchronized int available() {
        return line.length - next;
    }

    private void fill() {
        if (next < line.length) {
            return;
        }
        Cell cell = Cell.ofThisThread();
        if (cell == null) {
            throw new IllegalStateException("there is no cell whose reader could be asked for input");
        }
        cell.flush();
        line = (cell.sink().ask("", false) + "\n").getBytes(StandardCharsets.UTF_8);
        next = 0;
    }
}
