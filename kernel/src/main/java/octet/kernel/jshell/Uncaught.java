package octet.kernel.jshell;

/** What happens when a thread of a cell dies: its exception is printed, unless the thread was stopped with its cell. */
final class Uncaught {
    private Uncaught() {}

    static void install() {
        Thread.setDefaultUncaughtExceptionHandler((thread, exception) -> {
            if (!(exception instanceof Stop.Interrupted)) {
                print(thread, exception);
            }
        });
    }

    private static void print(Thread thread, Throwable exception) {
        try {
            System.err.print("Exception in thread \"" + thread.getName() + "\" ");
            exception.printStackTrace();
        } catch (Stop.Interrupted cutOff) {
            // Its cell was stopped meanwhile and prints no more.
            return;
        }
    }
}
