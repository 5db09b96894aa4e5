package octet.kernel.jshell;

import java.util.Optional;

/**
 * Throws an error in another thread, wherever its Java code is: what {@code Thread.stop} did until JDK 20. The tool
 * interface of the JVM still has it.
 */
final class ThreadStop {
    private static final int STOP_THREAD = 6;
    private static final int CAN_SIGNAL_THREAD = 10;

    /** Where loops of libraries cannot be stopped, nothing. */
    private static final class Means {
        private static final Optional<ToolInterface> TOOLS =
                ToolInterface.get().filter(tools -> tools.mayDo(CAN_SIGNAL_THREAD));
    }

    private ThreadStop() {}

    /** Makes it ready, which takes a tenth of a second the first time. */
    static void prepare() {
        stop(new Thread(), new Stop.Interrupted());
    }

    /**
     * Throws an error in a thread when its Java code runs next. Does nothing if the thread has ended.
     *
     * @return whether that will happen
     */
    static boolean stop(Thread thread, Error error) {
        return Means.TOOLS.isPresent() && Means.TOOLS.get().call(STOP_THREAD, thread, error) == 0;
    }
}
