package octet.kernel.jshell;

import octet.kernel.cell.Cell;

/** Follows a cell that was told to stop until it has: wakes it, or leaves it where it waits for the system. */
final class Pursuit implements Runnable {
    private static final int TURN_MILLIS = 20;

    /** The cell's own checks and sleeping threads need less. */
    private static final int TURNS_OF_GRACE = 2;

    private final Cell cell;
    private final CellThread thread;

    Pursuit(Cell cell, CellThread thread) {
        this.cell = cell;
        this.thread = thread;
    }

    void start() {
        Thread pursuer = new Thread(this, "octet-stop");
        pursuer.setDaemon(true);
        pursuer.start();
    }

    @Override
    public void run() {
        try {
            for (int turn = 0; thread.runs(cell); turn++) {
                if (turn == 0) {
                    thread.wake(cell);
                } else if (turn >= TURNS_OF_GRACE && thread.isInSystem()) {
                    thread.abandon(cell);
                }
                Thread.sleep(TURN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
