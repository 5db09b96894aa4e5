package octet.calibration;

import java.util.Arrays;

/**
 * Sums of floats without any rounding, so that the result is the same in whatever order they are added: each sum is an
 * integer of 320 bits in units of 2⁻¹⁴⁹, the smallest float, kept in limbs of 32 bits whose carries wait in the upper
 * halves of longs. Up to 2³⁰ numbers may be added to each.
 */
final class ExactSums {

    /** 277 bits hold any float; the rest is for carries. */
    static final int LIMBS = 10;

    private static final int MANTISSA = 23;
    /** Sums are integers in units of two to the minus this. */
    private static final int UNIT = 149;

    private final long[] limbs;

    private ExactSums(long[] limbs) {
        this.limbs = limbs;
    }

    /** So many sums, all zero. */
    static ExactSums zero(int length) {
        return new ExactSums(new long[length * LIMBS]);
    }

    /** Sums as {@link #canonical()} gave them. */
    static ExactSums ofCanonical(long[] limbs) {
        return new ExactSums(limbs.clone());
    }

    int length() {
        return limbs.length / LIMBS;
    }

    /** Adds one finite number to one sum. */
    void add(int index, float number) {
        int bits = Float.floatToRawIntBits(number);
        int exponent = bits >>> MANTISSA & 0xff;
        long mantissa = bits & (1 << MANTISSA) - 1;
        // A number without the hidden bit has the unit of the least exponent with it.
        int shift = exponent == 0 ? 0 : exponent - 1;
        mantissa |= exponent == 0 ? 0 : 1L << MANTISSA;
        long wide = mantissa << (shift & 31);
        int at = index * LIMBS + (shift >>> 5);
        long low = wide & 0xffffffffL;
        long high = wide >>> 32;
        if (bits < 0) {
            low = -low;
            high = -high;
        }
        limbs[at] += low;
        limbs[at + 1] += high;
    }

    /** The sums of both. */
    ExactSums plus(ExactSums other) {
        long[] sum = canonical();
        long[] others = other.canonical();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += others[i];
        }
        return new ExactSums(sum);
    }

    /** The limbs with all carries done, so that equal sums have equal limbs: 32 bits each, the last one signed. */
    long[] canonical() {
        long[] done = limbs.clone();
        for (int start = 0; start < done.length; start += LIMBS) {
            for (int i = start; i < start + LIMBS - 1; i++) {
                done[i + 1] += done[i] >> 32;
                done[i] &= 0xffffffffL;
            }
        }
        return done;
    }

    /** Each sum divided by a count, to within a few units in the last place; equal sums give equal quotients. */
    double[] dividedBy(long count) {
        double[] quotients = new double[length()];
        long[] done = canonical();
        for (int c = 0; c < quotients.length; c++) {
            quotients[c] = real(done, c * LIMBS) / count;
        }
        return quotients;
    }

    /** The canonical sum that starts there. Nothing cancels out: a negative one is negated first. */
    private static double real(long[] canonical, int start) {
        int last = start + LIMBS - 1;
        boolean negative = canonical[last] < 0;
        double real = 0;
        long borrow = 0;
        for (int i = start; i <= last; i++) {
            long limb = negative ? borrow - canonical[i] : canonical[i];
            borrow = limb >> 32;
            double weight = Math.scalb(1.0, 32 * (i - start) - UNIT);
            real += (i == last ? limb : limb & 0xffffffffL) * weight;
        }
        return negative ? -real : real;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExactSums sums && Arrays.equals(canonical(), sums.canonical());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(canonical());
    }
}
