package octet.kernel.jshell;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import octet.kernel.cell.Cell;

/**
 * The check that {@link Weaver} puts into every method and loop of a cell; the one class of the kernel that cells reach.
 *
 * <p>As long as nobody interrupts, the check is a method handle that does nothing and that the JIT compiler takes for a
 * constant, so compiled loops contain no trace of it. An interrupt sets another target, which throws compiled code away.
 */
public final class Stop {
    /** Threads that a stopped cell has started may reach a check only after the cell itself has ended. */
    private static final int GRACE_SECONDS = 5;

    private static final MethodHandle NOTHING = MethodHandles.empty(MethodType.methodType(void.class));
    private static final MethodHandle STOP_IF_MEANT = stopIfMeantHandle();
    private static final MutableCallSite SITE = new MutableCallSite(NOTHING);
    private static final MethodHandle CHECK = SITE.dynamicInvoker();
    private static int requests;

    private Stop() {}

    /**
     * Throws {@link Interrupted} if the cell that the calling thread works for was asked to stop.
     *
     * @throws Throwable never anything else; method handles are declared so
     */
    public static void check() throws Throwable {
        CHECK.invokeExact();
    }

    /** Makes the checks look at their cells, until some seconds after the last request. */
    static synchronized void request() {
        int request = ++requests;
        aim(STOP_IF_MEANT);
        CompletableFuture.delayedExecutor(GRACE_SECONDS, TimeUnit.SECONDS).execute(() -> settle(request));
    }

    private static synchronized void settle(int request) {
        if (request == requests) {
            aim(NOTHING);
        }
    }

    private static void aim(MethodHandle target) {
        SITE.setTarget(target);
        MutableCallSite.syncAll(new MutableCallSite[] {SITE});
    }

    static void stopIfMeant() {
        Cell cell = Cell.ofThisThread();
        if (cell != null && cell.isStopped()) {
            throw new Interrupted();
        }
    }

    private static MethodHandle stopIfMeantHandle() {
        try {
            return MethodHandles.lookup().findStatic(Stop.class, "stopIfMeant", MethodType.methodType(void.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Stands in for {@link System#exit} in cells. */
    public static void exit(int status) {
        throw new Exit("System.exit(" + status + ")");
    }

    /** Stands in for {@link Runtime#exit} in cells. */
    public static void exit(Runtime runtime, int status) {
        throw new Exit("Runtime.exit(" + status + ")");
    }

    /** Stands in for {@link Runtime#halt} in cells. */
    public static void halt(Runtime runtime, int status) {
        throw new Exit("Runtime.halt(" + status + ")");
    }

    /** A cell wanted to end the JVM, which runs the whole notebook. */
    public static final class Exit extends Error {
        Exit(String call) {
            super(call + " ends this cell; the kernel goes on: shut it down or restart it from the notebook's menu");
        }
    }

    /** A cell was stopped by its reader. An error, so that {@code catch (Exception e)} lets it pass. */
    public static final class Interrupted extends Error {
        Interrupted() {
            super("interrupted", null, false, true);
        }
    }
}
