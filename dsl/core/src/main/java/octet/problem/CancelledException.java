package octet.problem;

/** A long run that the user stopped; the session stays usable. */
public final class CancelledException extends OctetException {

    /**
     * @param what what was running, such as {@code "Calibration"}
     * @param done steps finished
     * @param total steps wanted, or -1 when unknown
     */
    public CancelledException(String what, long done, long total) {
        super(what + " was stopped after " + done + (total < 0 ? "" : " of " + total) + " samples", null, null);
    }

    /** Throws this exception, and clears the flag, when the current thread was interrupted. */
    public static void throwIfInterrupted(String what, long done, long total) {
        if (Thread.interrupted()) {
            throw new CancelledException(what, done, total);
        }
    }
}
