package octet.kernel.session;

import java.util.Optional;
import octet.kernel.cell.Cell;

/**
 * Knows whom an interrupt is meant for: the cell that runs, or the one that a front end was told of and that has not begun.
 *
 * <p>Thread-safe.
 */
final class Interrupts {
    private Cell running;
    private boolean isAwaited;
    private boolean isEarly;

    /** From now on a front end may interrupt what has not begun yet. */
    synchronized void await() {
        isAwaited = true;
        isEarly = false;
    }

    /** A cell begins; stopped, if the interrupt was quicker. */
    synchronized void begin(Cell cell) {
        running = cell;
        if (isEarly) {
            cell.stop();
        }
    }

    synchronized void end() {
        running = null;
    }

    /** What was announced is over; an interrupt that comes now is for nobody. */
    synchronized void rest() {
        isAwaited = false;
        isEarly = false;
    }

    /** Stops the cell that runs, and returns it; one that is awaited will begin as stopped. */
    synchronized Optional<Cell> interrupt() {
        if (running == null) {
            isEarly = isAwaited;
            return Optional.empty();
        }
        running.stop();
        return Optional.of(running);
    }

    /** Returns whether a cell runs. */
    synchronized boolean runs(Cell cell) {
        return running == cell;
    }
}
