package octet.progress;

import octet.problem.Words;

/** Shows the state of a run. Called at most about ten times a second, and only by runs longer than a second. */
@FunctionalInterface
public interface ProgressView {

    /** Shows the state; one with {@link State#finished()} is the last of its run. */
    void show(State state);

    /** Shows a line that a person should read once, such as what was done to the data; on standard error. */
    default void say(String line) {
        System.err.println(line);
    }

    /**
     * How far a run has come.
     *
     * @param run tells runs apart: equal for all states of one run
     * @param stage what is being done, such as {@code "Calibrating"}
     * @param unit what a step is, in the plural, such as {@code "samples"}
     * @param done steps finished
     * @param total steps wanted, or -1 when unknown
     * @param seconds time since the start
     * @param finished whether this is the last state, of a run that ended well or not
     */
    record State(long run, String stage, String unit, long done, long total, double seconds, boolean finished) {

        /** Steps a second; 0 before the first. */
        public double rate() {
            return seconds <= 0 ? 0 : done / seconds;
        }

        /** Seconds that remain at this rate, or NaN when that is unknown. */
        public double remaining() {
            return total < 0 || done == 0 ? Double.NaN : (total - done) / rate();
        }

        /** The state as one line: {@code Calibrating 37/300 samples, 24.1/s, 11 s left}. */
        public String inWords() {
            String count = total < 0 ? done + " " + unit : done + "/" + total + " " + unit;
            if (finished) {
                return Words.of("%s %s in %.1f s", stage, count, seconds);
            }
            String left = Double.isNaN(remaining()) ? "" : Words.of(", %.0f s left", Math.ceil(remaining()));
            return Words.of("%s %s, %.1f/s%s", stage, count, rate(), left);
        }
    }
}
