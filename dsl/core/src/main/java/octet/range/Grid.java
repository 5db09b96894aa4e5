package octet.range;

import octet.graph.DataType;

/**
 * The integers of one quantizer and the real values that they stand for: {@code real = scale · (integer − zeroPoint)}.
 *
 * @param scale the distance of two neighbouring values, above 0; rounded to float once, at the end
 * @param zeroPoint the integer that stands for 0, within the type's range
 * @param type {@link DataType#UINT8} or {@link DataType#INT8}
 */
public record Grid(float scale, int zeroPoint, DataType type) {

    /** The smallest scale that is used: below it, products of two scales would be denormal. */
    static final float SMALLEST = 0x1p-60f;

    /**
     * The grid that spans the range, widened so that it holds zero; zero itself is exactly on it.
     *
     * @param range what to span
     * @param type {@link DataType#UINT8} or {@link DataType#INT8}
     */
    public static Grid asymmetric(Range range, DataType type) {
        Range wide = range.withZero();
        float scale = scale((wide.high() - wide.low()) / 255);
        int lowest = lowest(type);
        long zeroPoint = lowest + Math.round(-wide.low() / scale);
        return new Grid(scale, (int) Math.max(lowest, Math.min(lowest + 255, zeroPoint)), type);
    }

    /**
     * The grid that spans the range and is as wide on both sides of zero; a range without negative values gets all 255
     * steps above zero when the type is unsigned.
     */
    public static Grid symmetric(Range range, DataType type) {
        if (type == DataType.UINT8 && range.low() >= 0) {
            return new Grid(scale(range.high() / 255), 0, type);
        }
        return new Grid(scale(range.magnitude() / 127), lowest(type) + 128, type);
    }

    private static int lowest(DataType type) {
        return switch (type) {
            case UINT8 -> 0;
            case INT8 -> -128;
            default -> throw new IllegalArgumentException("no grid of " + type);
        };
    }

    private static float scale(double exact) {
        return exact > SMALLEST ? (float) exact : exact > 0 ? SMALLEST : 1f;
    }

    /** The real values of the least and the greatest integer. */
    public Range span() {
        int lowest = lowest(type);
        return new Range((double) scale * (lowest - zeroPoint), (double) scale * (lowest + 255 - zeroPoint));
    }

    /** The integer nearest to a real value, ties to even as ONNX's QuantizeLinear has it, cut off at the type's range. */
    public int quantize(double real) {
        int lowest = lowest(type);
        return (int) Math.max(lowest, Math.min(lowest + 255, Math.rint(real / scale) + zeroPoint));
    }

    /** The real value of an integer. */
    public double dequantize(int integer) {
        return (double) scale * (integer - zeroPoint);
    }
}
