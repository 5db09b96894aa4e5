package octet.calibration;

import java.util.Arrays;

/**
 * How often elements of each size occurred. A bucket holds the floats that share their upper 16 bits: sign, exponent and
 * seven bits of the mantissa, so that it is less than 1 % of its elements wide, whatever their size. Buckets are the
 * same for every value, so histograms are merged by adding counts. Immutable.
 */
public final class Histogram {

    /** The number of buckets. */
    static final int ALL = 1 << 16;

    private static final int SIGN = 1 << 15;

    private final int[] buckets;
    private final long[] counts;
    private final long total;

    /**
     * @param buckets numbers of buckets in rising order; see {@link #bucket(float)}
     * @param counts how many elements each holds, above 0
     */
    Histogram(int[] buckets, long[] counts) {
        this.buckets = buckets;
        this.counts = counts;
        this.total = Arrays.stream(counts).sum();
    }

    /** The number of a float's bucket; larger floats have no smaller numbers. */
    static int bucket(float element) {
        return ordered(Float.floatToRawIntBits(element) >>> 16);
    }

    private static int ordered(int upperHalf) {
        return upperHalf < SIGN ? upperHalf + SIGN : ALL - 1 - upperHalf;
    }

    /** The upper 16 bits of the floats in a bucket. */
    static int upperHalf(int bucket) {
        return bucket >= SIGN ? bucket - SIGN : ALL - 1 - bucket;
    }

    private static float edge(int bucket) {
        int upperHalf = bucket >= SIGN ? bucket - SIGN : SIGN - bucket;
        float magnitude = Float.intBitsToFloat(upperHalf << 16);
        return bucket >= SIGN ? magnitude : -magnitude;
    }

    /** The number of buckets that hold elements. */
    public int size() {
        return buckets.length;
    }

    /** The lower end of a bucket; buckets are in rising order. */
    public float low(int index) {
        return edge(buckets[index]);
    }

    /** The upper end of a bucket. */
    public float high(int index) {
        return edge(buckets[index] + 1);
    }

    /** How many elements a bucket holds. */
    public long count(int index) {
        return counts[index];
    }

    /** How many elements were counted. */
    public long total() {
        return total;
    }

    /** The number of a bucket that holds elements, as it stands in files. */
    int number(int index) {
        return buckets[index];
    }

    /**
     * The number below which a share of the elements lies, between neighbours in proportion.
     *
     * @param share from 0 to 1
     */
    public double quantile(double share) {
        double wanted = share * total;
        double below = 0;
        for (int i = 0; i < buckets.length; i++) {
            if (below + counts[i] >= wanted) {
                return low(i) + (high(i) - low(i)) * Math.max(0, wanted - below) / counts[i];
            }
            below += counts[i];
        }
        return high(buckets.length - 1);
    }

    /** The share of the elements that lie in buckets wholly outside a range, from 0 to 1. */
    public double shareOutside(double low, double high) {
        long outside = 0;
        for (int i = 0; i < buckets.length; i++) {
            outside += high(i) <= low || low(i) > high ? counts[i] : 0;
        }
        return outside / (double) total;
    }

    /**
     * How far the elements of another histogram are spread otherwise, from 0 for alike to 1 for apart: the greatest
     * difference between the shares of both that lie below a number (the statistic of Kolmogorov and Smirnov).
     */
    public double distance(Histogram other) {
        double greatest = 0;
        double below = 0;
        double othersBelow = 0;
        int j = 0;
        for (int i = 0; i < buckets.length; i++) {
            for (; j < other.buckets.length && other.buckets[j] < buckets[i]; j++) {
                othersBelow += other.counts[j];
                greatest = Math.max(greatest, Math.abs(below / total - othersBelow / other.total));
            }
            below += counts[i];
            if (j < other.buckets.length && other.buckets[j] == buckets[i]) {
                othersBelow += other.counts[j++];
            }
            greatest = Math.max(greatest, Math.abs(below / total - othersBelow / other.total));
        }
        return greatest;
    }

    /** The histogram of all elements times the slope, above 0, plus the offset: each bucket moves with its middle. */
    Histogram mapped(double slope, double offset) {
        var moved = new java.util.TreeMap<Integer, Long>();
        for (int i = 0; i < buckets.length; i++) {
            double middle = (low(i) + (double) high(i)) / 2;
            moved.merge(bucket((float) (slope * middle + offset)), counts[i], Long::sum);
        }
        return new Histogram(
                moved.keySet().stream().mapToInt(Integer::intValue).toArray(),
                moved.values().stream().mapToLong(Long::longValue).toArray());
    }

    /** The histogram of the elements without their signs. */
    public Histogram ofMagnitudes() {
        int negative = 0;
        while (negative < buckets.length && buckets[negative] < SIGN) {
            negative++;
        }
        int[] mirrored = new int[negative];
        long[] theirCounts = new long[negative];
        for (int i = 0; i < negative; i++) {
            mirrored[i] = ALL - 1 - buckets[negative - 1 - i];
            theirCounts[i] = counts[negative - 1 - i];
        }
        return new Histogram(
                        Arrays.copyOfRange(buckets, negative, buckets.length),
                        Arrays.copyOfRange(counts, negative, counts.length))
                .plus(new Histogram(mirrored, theirCounts));
    }

    /** The histogram of the elements of both. */
    Histogram plus(Histogram other) {
        int[] all = new int[buckets.length + other.buckets.length];
        long[] sums = new long[all.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < buckets.length || j < other.buckets.length) {
            int here = i < buckets.length ? buckets[i] : ALL;
            int there = j < other.buckets.length ? other.buckets[j] : ALL;
            all[size] = Math.min(here, there);
            sums[size++] = (here <= there ? counts[i++] : 0) + (there <= here ? other.counts[j++] : 0);
        }
        return new Histogram(Arrays.copyOf(all, size), Arrays.copyOf(sums, size));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Histogram histogram
                && Arrays.equals(buckets, histogram.buckets)
                && Arrays.equals(counts, histogram.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(buckets) + Arrays.hashCode(counts);
    }

    /** Counts elements. Not thread-safe. */
    static final class Builder {

        private static final long FULL = Integer.MAX_VALUE;

        /** By the upper half of the bits, not yet in order. */
        private final int[] counts = new int[ALL];

        private Histogram earlier = new Histogram(new int[0], new long[0]);
        private long since;

        void add(float[] elements) {
            since += elements.length;
            if (since > FULL) {
                earlier = build();
                Arrays.fill(counts, 0);
                since = elements.length;
            }
            for (float element : elements) {
                counts[Float.floatToRawIntBits(element) >>> 16]++;
            }
        }

        Histogram build() {
            int[] buckets = new int[ALL];
            long[] sums = new long[ALL];
            int size = 0;
            for (int bucket = 0; bucket < ALL; bucket++) {
                int count = counts[bucket < SIGN ? ALL - 1 - bucket : bucket - SIGN];
                if (count > 0) {
                    buckets[size] = bucket;
                    sums[size++] = count;
                }
            }
            return earlier.plus(new Histogram(Arrays.copyOf(buckets, size), Arrays.copyOf(sums, size)));
        }
    }
}
