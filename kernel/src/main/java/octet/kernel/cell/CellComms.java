package octet.kernel.cell;

import java.util.Map;
import octet.notebook.comm.CommLine;

/** Sends what a cell says on a comm to where its output goes. */
public final class CellComms implements CommLine {
    @Override
    public void send(String type, Map<String, Object> content) {
        Cell cell = Cell.ofThisThread();
        if (cell == null) {
            throw new IllegalStateException("there is no cell whose front end could be told");
        }
        cell.flush();
        cell.sink().comm(type, content);
    }
}
