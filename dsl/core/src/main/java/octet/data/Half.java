package octet.data;

/** The two floating-point types of 16 bits: IEEE 754-2008 binary16, and bfloat16, the upper half of a float32. */
final class Half {

    private static final int FLOAT_FRACTION = 23;
    private static final int HALF_FRACTION = 10;
    private static final int DROPPED = FLOAT_FRACTION - HALF_FRACTION;
    private static final int BIAS = 127 - 15;

    /** The least number that rounds to infinity: halfway from the greatest binary16, 65504, to the next power of two. */
    private static final float OVERFLOW = 65520;

    /** The least normal binary16. */
    private static final float NORMAL = 0x1p-14f;

    private static final float LEAST = 0x1p-24f;

    private Half() {}

    /** The value of a binary16; exact. */
    static float toFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = half >> HALF_FRACTION & 0x1F;
        int fraction = half & 0x3FF;
        if (exponent == 0) {
            float magnitude = fraction * LEAST;
            return sign == 0 ? magnitude : -magnitude;
        }
        int wide = exponent == 0x1F ? 0xFF : exponent + BIAS;
        return Float.intBitsToFloat(sign | wide << FLOAT_FRACTION | fraction << DROPPED);
    }

    /** The nearest binary16, ties to even; infinite beyond 65504. */
    static short ofFloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | 0x7E00);
        } else if (magnitude >= OVERFLOW) {
            return (short) (sign | 0x7C00);
        } else if (magnitude < NORMAL) {
            // Dividing by a power of two is exact, and rint rounds ties to even.
            return (short) (sign | (int) Math.rint(magnitude / LEAST));
        }
        int kept = (bits & 0x7FFFFFFF) - (BIAS << FLOAT_FRACTION);
        return (short) (sign | rounded(kept, DROPPED));
    }

    /** The value of a bfloat16; exact. */
    static float toFloatFromBrain(short brain) {
        return Float.intBitsToFloat(brain << 16);
    }

    /** The nearest bfloat16, ties to even. */
    static short brainOfFloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        return (short) (Float.isNaN(value) ? bits >>> 16 | 0x40 : bits >>> 31 << 15 | rounded(bits & 0x7FFFFFFF, 16));
    }

    /** Leaves out the lowest bits; a carry into the exponent is what rounding up to a power of two is. */
    private static int rounded(int bits, int dropped) {
        int half = 1 << dropped - 1;
        int even = bits >>> dropped & 1;
        return bits + half - 1 + even >>> dropped;
    }
}
