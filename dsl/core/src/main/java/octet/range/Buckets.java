package octet.range;

import octet.calibration.Histogram;
import octet.calibration.TapStatistics;

/**
 * The elements that a tap saw, in intervals of evenly spread elements: a histogram's buckets, cut off at the least and the
 * greatest element that were seen.
 */
final class Buckets {

    private final int size;
    private final double[] lows;
    private final double[] highs;
    private final double[] counts;

    private Buckets(int size) {
        this.size = size;
        this.lows = new double[size];
        this.highs = new double[size];
        this.counts = new double[size];
    }

    static Buckets of(TapStatistics seen) {
        Histogram histogram = seen.histogram().orElseThrow();
        var buckets = new Buckets(histogram.size());
        for (int i = 0; i < buckets.size; i++) {
            buckets.lows[i] = within(seen, histogram.low(i));
            buckets.highs[i] = within(seen, histogram.high(i));
            buckets.counts[i] = histogram.count(i);
        }
        return buckets;
    }

    private static double within(TapStatistics seen, double real) {
        return Math.max(seen.min(), Math.min(seen.max(), real));
    }

    /** The squared error of quantizing all elements. */
    double squaredError(Grid grid) {
        Range span = grid.span();
        double step = grid.scale();
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += lows[i] == highs[i]
                    ? counts[i] * square(grid.dequantize(grid.quantize(lows[i])) - lows[i])
                    : counts[i] / (highs[i] - lows[i]) * integral(lows[i], highs[i], span, step);
        }
        return sum;
    }

    private static double square(double x) {
        return x * x;
    }

    /** Of the squared distance from the nearest point of the grid. */
    private static double integral(double from, double to, Range span, double step) {
        double sum = 0;
        if (from < span.low()) {
            double end = Math.min(to, span.low());
            sum += (cube(span.low() - from) - cube(span.low() - end)) / 3;
            from = end;
        }
        if (to > span.high()) {
            double start = Math.max(from, span.high());
            sum += (cube(to - span.high()) - cube(start - span.high())) / 3;
            to = start;
        }
        return from < to ? sum + upTo(to, step) - upTo(from, step) : sum;
    }

    /** The integral from the middle below zero: so many whole steps, and a part of one. */
    private static double upTo(double x, double step) {
        double steps = Math.rint(x / step);
        return steps * cube(step) / 12 + cube(x - steps * step) / 3;
    }

    private static double cube(double x) {
        return x * x * x;
    }

    /** How many elements lie in each of so many equal intervals from zero to a magnitude, without zeros themselves. */
    static double[] ofMagnitudes(TapStatistics seen, double greatest, int intervals) {
        Histogram histogram = seen.histogram().orElseThrow().ofMagnitudes();
        double[] counts = new double[intervals];
        double width = greatest / intervals;
        for (int i = 0; i < histogram.size(); i++) {
            double low = histogram.low(i);
            double high = Math.min(greatest, histogram.high(i));
            if (low > 0) {
                spread(counts, Math.min(low, greatest) / width, high / width, histogram.count(i));
            }
        }
        return counts;
    }

    /** Spreads a count evenly over the intervals between two places. */
    private static void spread(double[] counts, double from, double to, double count) {
        int first = Math.min((int) from, counts.length - 1);
        int last = Math.min((int) to, counts.length - 1);
        if (first == last || to <= from) {
            counts[first] += count;
            return;
        }
        double each = count / (to - from);
        counts[first] += each * (first + 1 - from);
        for (int i = first + 1; i < last; i++) {
            counts[i] += each;
        }
        counts[last] += each * (to - last);
    }
}
