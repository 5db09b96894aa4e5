package octet.kernel.session;

import java.util.Locale;
import java.util.concurrent.Callable;

/** Times a piece of code by running it often, as IPython's {@code %timeit} does. */
final class Timing {
    private static final int RUNS = 7;
    private static final long LONG_ENOUGH_NANOS = 200_000_000;
    private static final int GROWTH = 10;

    private Timing() {}

    /** Runs it, first so often that the time is worth measuring, then seven times that; returns the result in words. */
    static String of(Callable<?> code) throws Exception {
        long loops = 1;
        while (nanos(code, loops) < LONG_ENOUGH_NANOS && loops < 1_000_000_000L) {
            loops *= GROWTH;
        }
        double[] each = new double[RUNS];
        double mean = 0;
        for (int run = 0; run < RUNS; run++) {
            each[run] = nanos(code, loops) / (double) loops;
            mean += each[run] / RUNS;
        }
        double variance = 0;
        for (double one : each) {
            variance += (one - mean) * (one - mean) / RUNS;
        }
        return words(mean) + " ± " + words(Math.sqrt(variance)) + " per loop (mean and deviation of " + RUNS + " runs, "
                + String.format(Locale.ROOT, "%,d", loops) + (loops == 1 ? " loop each)" : " loops each)");
    }

    private static long nanos(Callable<?> code, long loops) throws Exception {
        long start = System.nanoTime();
        for (long i = 0; i < loops; i++) {
            code.call();
        }
        return System.nanoTime() - start;
    }

    static String words(double nanos) {
        String[] units = {"ns", "µs", "ms", "s"};
        int unit = 0;
        while (nanos >= 1000 && unit < units.length - 1) {
            nanos /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.3g %s", nanos, units[unit]);
    }
}
