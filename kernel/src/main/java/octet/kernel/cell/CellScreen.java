package octet.kernel.cell;

import java.util.function.Consumer;
import octet.notebook.Rich;
import octet.notebook.Screen;

/** Shows in the cell of the calling thread, after what it has printed so far. */
public final class CellScreen implements Screen {
    @Override
    public void show(String id, Rich value) {
        inCell(cell -> {
            cell.checkThatItMayGoOn();
            cell.displayed(id);
            cell.sink().show(id, value);
        });
    }

    @Override
    public void update(String id, Rich value) {
        inCell(cell -> cell.sink().update(id, value));
    }

    @Override
    public void clear(boolean wait) {
        inCell(cell -> cell.sink().clear(wait));
    }

    private static void inCell(Consumer<Cell> action) {
        Cell cell = Cell.ofThisThread();
        if (cell == null) {
            throw new IllegalStateException("nothing can be shown before the first cell runs");
        }
        cell.flush();
        action.accept(cell);
    }
}
