package octet.kernel.jshell;

/** What a thread does just now, as far as that matters to somebody who wants it to stop. */
enum Doing {
    /** It computes, in code that an error may end: a cell's own, a library's or the JDK's. */
    COMPUTING,
    /** It waits for a file, a pipe, a socket, a host's address or a lock; nothing wakes it from that. */
    BLOCKED,
    /** It must be left alone: it waits and has been woken, runs native code, or is where an error would break something. */
    BUSY;

    static Doing of(Thread thread) {
        return of(thread.getState(), thread.getStackTrace());
    }

    static Doing of(Thread.State state, StackTraceElement[] stack) {
        if (state == Thread.State.BLOCKED || isInSystem(stack)) {
            return BLOCKED;
        }
        boolean isFree = state == Thread.State.RUNNABLE && stack.length > 0 && !isNativeCall(stack[0]);
        return isFree && mayEnd(stack) ? COMPUTING : BUSY;
    }

    /** Native methods of the JDK itself are short. */
    private static boolean isNativeCall(StackTraceElement top) {
        String type = top.getClassName();
        return top.isNativeMethod()
                && !(type.startsWith("java.") || type.startsWith("jdk.") || type.startsWith("sun."));
    }

    private static boolean isInSystem(StackTraceElement[] stack) {
        if (stack.length == 0 || !stack[0].isNativeMethod()) {
            return false;
        }
        String type = stack[0].getClassName();
        return type.startsWith("java.io.")
                || type.startsWith("java.net.")
                || type.startsWith("sun.nio.ch.")
                || type.startsWith("sun.nio.fs.");
    }

    /**
     * Looks at what the cell has called. Octet ends by itself between two samples and has native memory to release; a
     * message that is cut in two, or a class that failed to load, would stay so for ever.
     */
    private static boolean mayEnd(StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) {
            String type = frame.getClassName();
            if (type.startsWith("REPL.")) {
                return true;
            }
            if (type.startsWith("octet.")
                    || type.equals("java.lang.ClassLoader")
                    || type.startsWith("java.lang.invoke.MethodHandleNatives")
                    || type.startsWith("java.util.concurrent.locks.")
                    || frame.getMethodName().equals("<clinit>")) {
                return false;
            }
        }
        return true;
    }
}
