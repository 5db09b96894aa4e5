package octet.kernel.jshell;

/** Tells a thread that waits for the operating system from one that computes; Java says of both that they run. */
final class Blocked {
    private Blocked() {}

    /** Returns whether a stack ends in a call of the system for a file, a pipe, a socket or a host's address. */
    static boolean isInSystem(StackTraceElement[] stack) {
        if (stack.length == 0 || !stack[0].isNativeMethod()) {
            return false;
        }
        String type = stack[0].getClassName();
        return type.startsWith("java.io.")
                || type.startsWith("java.net.")
                || type.startsWith("sun.nio.ch.")
                || type.startsWith("sun.nio.fs.");
    }
}
