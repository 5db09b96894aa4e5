package octet.kernel.jshell;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import octet.kernel.cell.Cell;

/** The threads that work for a cell beside its own: those that run its code, and those of the common pool. */
final class Helpers {
    private static final String POOL = "ForkJoinPool.commonPool-worker-";

    private final Cell cell;
    private final CellThread own;
    private final SnippetPlaces places;
    private Set<Thread> atWork = Set.of();

    Helpers(Cell cell, CellThread own, SnippetPlaces places) {
        this.cell = cell;
        this.own = own;
        this.places = places;
    }

    /** Stops those that compute; returns whether there were any. */
    boolean stop() {
        Set<Thread> found = new HashSet<>();
        for (Map.Entry<Thread, StackTraceElement[]> one :
                Thread.getAllStackTraces().entrySet()) {
            Thread thread = one.getKey();
            StackTraceElement[] stack = one.getValue();
            if (!own.is(thread)
                    && worksForTheCell(thread, stack)
                    && Doing.of(thread.getState(), stack) == Doing.COMPUTING) {
                ThreadStop.stop(thread, new Stop.Interrupted());
                found.add(thread);
            }
        }
        atWork = found;
        return !found.isEmpty();
    }

    /**
     * Nothing tells whose a task of a parallel stream is that runs no code of any cell. It is the latest cell's, or of the
     * one before if the thread has not paused since.
     */
    private boolean worksForTheCell(Thread thread, StackTraceElement[] stack) {
        boolean hasTask = false;
        for (StackTraceElement frame : stack) {
            int number = places.cellOf(frame);
            if (number != 0) {
                return number == cell.number();
            }
            hasTask |= frame.getClassName().equals("java.util.concurrent.ForkJoinTask");
        }
        return hasTask && thread.getName().startsWith(POOL) && (cell.isLatest() || atWork.contains(thread));
    }
}
