package octet.calibration;

import java.util.Arrays;

/**
 * The least and the greatest element of every sample, ordered by the least, then by the greatest. Immutable.
 *
 * <p>Both floats of a sample are packed into one long whose order is theirs, so that sorting needs no objects.
 */
final class Bounds {

    private final long[] sorted;

    private Bounds(long[] sorted) {
        this.sorted = sorted;
    }

    /** Bounds in the form that {@link #packed()} gave. */
    static Bounds ofPacked(long[] packed) {
        long[] copy = packed.clone();
        Arrays.sort(copy);
        return new Bounds(copy);
    }

    int samples() {
        return sorted.length;
    }

    float min(int sample) {
        return real((int) (sorted[sample] >> 32));
    }

    float max(int sample) {
        return real((int) (sorted[sample] ^ Integer.MIN_VALUE));
    }

    float greatest() {
        float greatest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < sorted.length; i++) {
            greatest = Math.max(greatest, max(i));
        }
        return greatest;
    }

    Bounds merge(Bounds other) {
        long[] all = Arrays.copyOf(sorted, sorted.length + other.sorted.length);
        System.arraycopy(other.sorted, 0, all, sorted.length, other.sorted.length);
        Arrays.sort(all);
        return new Bounds(all);
    }

    /** Every bound times the slope, above 0, plus the offset. */
    Bounds mapped(double slope, double offset) {
        var mapped = new Builder();
        for (int i = 0; i < sorted.length; i++) {
            mapped.add((float) (slope * min(i) + offset), (float) (slope * max(i) + offset));
        }
        return mapped.build();
    }

    long[] packed() {
        return sorted.clone();
    }

    /** An integer in the same order as the floats. */
    private static int ordered(float real) {
        int bits = Float.floatToIntBits(real);
        return bits ^ bits >> 31 & Integer.MAX_VALUE;
    }

    private static float real(int ordered) {
        return Float.intBitsToFloat(ordered ^ ordered >> 31 & Integer.MAX_VALUE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bounds bounds && Arrays.equals(sorted, bounds.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }

    /** Gathers samples. */
    static final class Builder {
        private long[] packed = new long[64];
        private int size;

        void add(float min, float max) {
            if (size == packed.length) {
                packed = Arrays.copyOf(packed, 2 * size);
            }
            packed[size++] = (long) ordered(min) << 32 | (ordered(max) ^ Integer.MIN_VALUE) & 0xffffffffL;
        }

        Bounds build() {
            return ofPacked(Arrays.copyOf(packed, size));
        }
    }
}
