package octet.kernel.jshell;

import octet.kernel.cell.Cell;

/**
 * The check that {@link Weaver} puts into every method and loop of a cell; the one class of the kernel that cells reach.
 */
public final class Stop {
    private static volatile boolean requested;

    private Stop() {}

    /** Throws {@link Interrupted} if the cell that the calling thread works for was asked to stop. */
    public static void check() {
        if (requested) {
            stopIfMeant();
        }
    }

    static void request() {
        requested = true;
    }

    static void reset() {
        requested = false;
    }

    private static void stopIfMeant() {
        Cell cell = Cell.ofThisThread();
        if (cell != null && cell.isStopped()) {
            throw new Interrupted();
        }
    }

    /** A cell was stopped by its reader. An error, so that {@code catch (Exception e)} lets it pass. */
    public static final class Interrupted extends Error {
        Interrupted() {
            super("interrupted", null, false, true);
        }
    }
}
