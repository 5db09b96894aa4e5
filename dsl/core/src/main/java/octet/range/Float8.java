package octet.range;

import octet.graph.DataType;

/**
 * Floats of 8 bits as Micikevicius and others define them in <i>FP8 Formats for Deep Learning</i> (arXiv 2209.05433): a
 * sign, then 4 bits of exponent and 3 of mantissa, or 5 and 2; with subnormal numbers. E4M3 has no infinities.
 *
 * <p>Conversion rounds to the nearest, ties to even, and cuts off at the greatest finite number, so that neither infinities
 * nor NaN come out. OpenVINO's FakeConvert does so too, but rounds to float16 in between; of numbers that float16 holds it
 * makes the same.
 */
public final class Float8 {

    private static final float[] E4M3 = values(DataType.FLOAT8_E4M3);
    private static final float[] E5M2 = values(DataType.FLOAT8_E5M2);

    private Float8() {}

    /** The greatest finite number: 448 or 57344. */
    public static float greatest(DataType type) {
        return type == DataType.FLOAT8_E4M3 ? 448 : 57344;
    }

    /** The bits of the nearest number, from 0 to 255. NaN, which no weight is, becomes the greatest number. */
    public static int encode(double real, DataType type) {
        int fraction = fractionBits(type);
        int lowest = lowestExponent(type);
        int sign = Double.doubleToRawLongBits(real) < 0 ? 0x80 : 0;
        double magnitude = Math.abs(real);
        if (!(magnitude < greatest(type))) {
            return sign | code(greatest(type), lowest, fraction);
        }
        // Adding steps and not bits lets a mantissa that is rounded up carry into the exponent.
        int exponent = Math.max(lowest, Math.getExponent(magnitude));
        int steps = (int) Math.rint(Math.scalb(magnitude, fraction - exponent));
        return sign | (exponent - lowest << fraction) + steps;
    }

    private static int code(float exact, int lowest, int fraction) {
        int exponent = Math.getExponent(exact);
        return (exponent - lowest << fraction) + (int) Math.scalb(exact, fraction - exponent);
    }

    /** The number that the bits stand for; NaN and infinities where the format has them. */
    public static float decode(int bits, DataType type) {
        return (type == DataType.FLOAT8_E4M3 ? E4M3 : E5M2)[bits & 0xff];
    }

    private static float[] values(DataType type) {
        int fraction = fractionBits(type);
        float[] values = new float[256];
        for (int bits = 0; bits < values.length; bits++) {
            int exponent = (bits & 0x7f) >> fraction;
            int mantissa = bits & (1 << fraction) - 1;
            int steps = exponent == 0 ? mantissa : mantissa + (1 << fraction);
            float magnitude = Math.scalb((float) steps, Math.max(exponent, 1) - 1 + lowestExponent(type) - fraction);
            if (magnitude > greatest(type)) {
                magnitude = type == DataType.FLOAT8_E5M2 && mantissa == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
            }
            values[bits] = bits < 128 ? magnitude : -magnitude;
        }
        return values;
    }

    private static int fractionBits(DataType type) {
        return switch (type) {
            case FLOAT8_E4M3 -> 3;
            case FLOAT8_E5M2 -> 2;
            default -> throw new IllegalArgumentException(type + " has other than 8 bits");
        };
    }

    /** The exponent of the least normal number. */
    private static int lowestExponent(DataType type) {
        return type == DataType.FLOAT8_E4M3 ? -6 : -14;
    }
}
