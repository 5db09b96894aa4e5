package octet.engine;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import octet.data.Tensor;
import octet.format.Session;
import octet.problem.CancelledException;
import octet.problem.Words;

/**
 * Time of one call, float and int8, on one thread.
 *
 * @param floatMillis the median of the float model, in milliseconds
 * @param int8Millis the median of the int8 model, in milliseconds
 * @param rounds the number of calls of each
 */
public record Latency(double floatMillis, double int8Millis, int rounds) {

    private static final int MIN_ROUNDS = 3;
    /** So many settle a median, however short the calls are. */
    private static final int MAX_ROUNDS = 300;

    /** How many times quicker the int8 model is; above 1 is quicker. */
    public double speedup() {
        return floatMillis / int8Millis;
    }

    /**
     * Calls both by turns, so that whatever else the machine does slows both; the inputs by turns too. Two calls of each
     * warm up and are not counted.
     *
     * @param inputs what to feed, at least one
     * @param seconds after so long no further round is begun; at least three are run, and 300 at most
     */
    public static Latency compare(Session floats, Session int8, List<Map<String, Tensor>> inputs, double seconds) {
        return compare(floats, int8, inputs, seconds, System::nanoTime);
    }

    /**
     * As {@link #compare}, in CPU time of the calling thread, which sessions run on: what else the machine does changes it
     * little. Where the JVM cannot tell it, the time is that of the clock.
     */
    public static Latency compareCpuTime(
            Session floats, Session int8, List<Map<String, Tensor>> inputs, double seconds) {
        var threads = ManagementFactory.getThreadMXBean();
        boolean known = threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled();
        return compare(floats, int8, inputs, seconds, known ? threads::getCurrentThreadCpuTime : System::nanoTime);
    }

    private static Latency compare(
            Session floats, Session int8, List<Map<String, Tensor>> inputs, double seconds, LongSupplier clock) {
        for (int i = 0; i < 2; i++) {
            floats.run(inputs.get(i % inputs.size()));
            int8.run(inputs.get(i % inputs.size()));
        }
        List<Long> ofFloat = new ArrayList<>();
        List<Long> ofInt8 = new ArrayList<>();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        for (int round = 0; round < MIN_ROUNDS || round < MAX_ROUNDS && System.nanoTime() < end; round++) {
            CancelledException.throwIfInterrupted("Measuring latency", round, -1);
            var input = inputs.get(round % inputs.size());
            ofFloat.add(time(floats, input, clock));
            ofInt8.add(time(int8, input, clock));
        }
        return new Latency(median(ofFloat), median(ofInt8), ofFloat.size());
    }

    private static long time(Session session, Map<String, Tensor> input, LongSupplier clock) {
        long start = clock.getAsLong();
        session.run(input);
        return clock.getAsLong() - start;
    }

    private static double median(List<Long> nanos) {
        Collections.sort(nanos);
        int middle = nanos.size() / 2;
        double median = nanos.size() % 2 == 1 ? nanos.get(middle) : (nanos.get(middle - 1) + nanos.get(middle)) / 2.0;
        return median / 1e6;
    }

    /** One line: {@code 11.2 ms → 5.1 ms, 2.20x}. */
    @Override
    public String toString() {
        return Words.of("%.3g ms → %.3g ms, %.2fx", floatMillis, int8Millis, speedup());
    }
}
