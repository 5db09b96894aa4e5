package octet.range;

import octet.graph.DataType;
import octet.placement.QuantizerConfig;
import octet.placement.Scheme;
import octet.placement.Signedness;

/**
 * The integers of one quantizer and the real values that they stand for: {@code real = scale · (integer − zeroPoint)}.
 *
 * @param scale the distance of two neighbouring values, above 0; rounded to float once, at the end
 * @param zeroPoint the integer that stands for 0, within the type's range
 * @param type {@code UINT8}, {@code INT8}, {@code UINT16} or {@code INT16}; or {@code FLOAT8_E4M3} or {@code FLOAT8_E5M2}, whose
 *     floats take the place of integers: the scale is then what 1 stands for, and zero for itself
 */
public record Grid(float scale, int zeroPoint, DataType type) {

    /** The smallest scale that is used: below it, products of two scales would be denormal. */
    static final float SMALLEST = 0x1p-60f;

    private static final double FINEST = 10;

    /** What NNCF adds so that a range that is empty has a scale: the distance of 1 and the next float. */
    private static final float EPSILON = Math.ulp(1f);

    /** The type of a quantizer's integers. */
    public static DataType type(QuantizerConfig config, boolean negative) {
        boolean signed =
                config.signedness() == Signedness.SIGNED || config.signedness() == Signedness.BY_RANGE && negative;
        if (config.bits() == 16) {
            return signed ? DataType.INT16 : DataType.UINT16;
        }
        return signed ? DataType.INT8 : DataType.UINT8;
    }

    /** The grid of a quantizer that spans the range. */
    public static Grid of(Range range, QuantizerConfig config, DataType type) {
        return config.scheme() == Scheme.SYMMETRIC
                ? symmetric(range, type)
                : asymmetric(range, type, config.narrowRange());
    }

    /** The grid that spans the range, widened so that it holds zero; zero itself is exactly on it. */
    public static Grid asymmetric(Range range, DataType type) {
        return asymmetric(range, type, false);
    }

    private static Grid asymmetric(Range range, DataType type, boolean narrow) {
        int lowest = lowest(type) + (narrow ? 1 : 0);
        int steps = steps(type) - (narrow ? 1 : 0);
        Range wide = range.withZero();
        float scale = scale((wide.high() - wide.low()) / steps);
        return new Grid(scale, zeroPoint(wide, scale, lowest, steps), type);
    }

    /** The integer that stands for zero where the lowest stands for the lower end. */
    static int zeroPoint(Range wide, float scale, int lowest, int steps) {
        return (int) Math.max(lowest, Math.min(lowest + steps, lowest + Math.round(-wide.low() / scale)));
    }

    /**
     * The grid that spans the range and is as wide on both sides of zero; a range without negative values gets all steps
     * above zero when the type is unsigned.
     */
    public static Grid symmetric(Range range, DataType type) {
        int steps = steps(type);
        if (lowest(type) == 0 && range.low() >= 0) {
            return new Grid(scale(range.high() / steps), 0, type);
        }
        return new Grid(scale(range.magnitude() / (steps / 2)), lowest(type) + steps / 2 + 1, type);
    }

    /**
     * The float8 grid of a range, as NNCF has it ({@code calculate_convert_parameters}): the greatest magnitude becomes the
     * greatest number, or half of it where there is one scale for all, so that twice as much is not cut off yet.
     */
    public static Grid float8(Range range, DataType type, boolean perChannel) {
        double greatest = Math.max(range.high(), Math.abs(range.low()) + EPSILON);
        double share = perChannel ? 1 : 0.5;
        return new Grid(scale(greatest / (share * Float8.greatest(type))), 0, type);
    }

    /** The least integer of the type. */
    private static int lowest(DataType type) {
        return switch (type) {
            case UINT8, UINT16 -> 0;
            case INT8 -> Byte.MIN_VALUE;
            case INT16 -> Short.MIN_VALUE;
            default -> throw new IllegalArgumentException("no grid of " + type);
        };
    }

    /** How many steps lie between the least and the greatest integer. */
    private static int steps(DataType type) {
        return (1 << 8 * type.bytes()) - 1;
    }

    /** Rounded to float; something usable where there is no range. */
    static float scale(double exact) {
        return exact > SMALLEST ? (float) exact : exact > 0 ? SMALLEST : 1f;
    }

    /**
     * The grid with the same zero point and steps so much finer that it spans a part of the range, but not finer than by
     * {@value #FINEST}: what was seen of one channel is less, and less sure, than what was seen of all. Zero is on it.
     */
    public Grid narrowedTo(Range part) {
        Range span = span();
        double above = span.high() > 0 ? part.high() / span.high() : 0;
        double below = span.low() < 0 ? part.low() / span.low() : 0;
        double factor = Math.min(1, Math.max(1 / FINEST, Math.max(above, below)));
        return new Grid((float) (scale * factor), zeroPoint, type);
    }

    /** The real values of the least and the greatest integer. */
    public Range span() {
        if (type.isFloat8()) {
            double greatest = (double) scale * Float8.greatest(type);
            return new Range(-greatest, greatest);
        }
        int lowest = lowest(type);
        return new Range((double) scale * (lowest - zeroPoint), (double) scale * (lowest + steps(type) - zeroPoint));
    }

    /** The integer nearest to a real value, ties to even as ONNX's QuantizeLinear has it, cut off at the type's range; of float8 its bits. */
    public int quantize(double real) {
        if (type.isFloat8()) {
            return Float8.encode(real / scale, type);
        }
        int lowest = lowest(type);
        return (int) Math.max(lowest, Math.min(lowest + steps(type), Math.rint(real / scale) + zeroPoint));
    }

    /** The real value of an integer. */
    public double dequantize(int integer) {
        return type.isFloat8() ? (double) scale * Float8.decode(integer, type) : (double) scale * (integer - zeroPoint);
    }
}
