package octet.kernel.jshell;

import octet.kernel.cell.Cell;

/**
 * Follows a cell that was told to stop until it has: wakes it, throws an error into what it computes without a check, or
 * leaves it where it waits for the system.
 */
final class Pursuit implements Runnable {
    private static final int TURN_MILLIS = 20;

    /** The cell's own checks and sleeping threads need less. */
    private static final int TURNS_OF_GRACE = 2;

    /** Threads that it started outlive the cell that waited for them. */
    private static final int TURNS_AFTERWARDS = 10;

    private final Cell cell;
    private final CellThread thread;
    private final Helpers helpers;

    Pursuit(Cell cell, CellThread thread, SnippetPlaces places) {
        this.cell = cell;
        this.thread = thread;
        this.helpers = new Helpers(cell, thread, places);
    }

    void start() {
        Thread pursuer = new Thread(this, "octet-stop");
        pursuer.setDaemon(true);
        pursuer.start();
    }

    @Override
    public void run() {
        try {
            thread.wake(cell);
            Thread.sleep(TURNS_OF_GRACE * TURN_MILLIS);
            cell.cutOff(Stop.Interrupted::new);
            while (thread.runs(cell)) {
                helpers.stop();
                thread.stopOrAbandon(cell);
                Thread.sleep(TURN_MILLIS);
            }
            for (int quiet = 0; quiet < TURNS_AFTERWARDS; quiet = helpers.stop() ? 0 : quiet + 1) {
                Thread.sleep(TURN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
