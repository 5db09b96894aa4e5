package octet.data;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import octet.graph.DataType;

/**
 * Fits the elements of a tensor to the type that a model wants. NumPy makes float64 and int64 of plain Python numbers, so
 * that a difference of width alone is seldom meant. Between floating-point types numbers are rounded; all else must be
 * exact.
 */
final class Conversion {

    private static final Set<DataType> CONVERTED = EnumSet.of(
            DataType.FLOAT64, DataType.FLOAT32, DataType.FLOAT16, DataType.BFLOAT16, DataType.INT64, DataType.INT32);

    private static final double LONG_END = 0x1p63;

    private Conversion() {}

    /** Whether elements of one type are taken for another where their values allow it. */
    static boolean isKnown(DataType from, DataType to) {
        return from != to && CONVERTED.contains(from) && CONVERTED.contains(to);
    }

    /** Why an element cannot be converted: its place and value; empty when all can. */
    static Optional<String> problem(Tensor tensor, DataType to) {
        int count = (int) tensor.shape().elements();
        var numbers = Numbers.of(tensor);
        for (int i = 0; i < count; i++) {
            if (!fits(numbers, i, to)) {
                String value = numbers.whole() ? String.valueOf(numbers.integer(i)) : String.valueOf(numbers.real(i));
                return Optional.of("element " + i + " is " + value);
            }
        }
        return Optional.empty();
    }

    private static boolean fits(Numbers numbers, int i, DataType to) {
        if (!numbers.whole()) {
            double value = numbers.real(i);
            return to.isFloating()
                    ? !Double.isFinite(value) || Double.isFinite(rounded(value, to))
                    : value == Math.rint(value) && inRange(value, to);
        }
        long value = numbers.integer(i);
        if (to == DataType.INT64) {
            return true;
        } else if (to == DataType.INT32) {
            return value == (int) value;
        }
        double real = rounded(value, to);
        return real < LONG_END && (long) real == value;
    }

    private static boolean inRange(double value, DataType to) {
        return to == DataType.INT64 ? value >= -LONG_END && value < LONG_END : value == (int) value;
    }

    private static double rounded(double value, DataType to) {
        return switch (to) {
            case FLOAT32 -> (float) value;
            case FLOAT16 -> Half.toFloat(Half.ofFloat((float) value));
            case BFLOAT16 -> Half.toFloatFromBrain(Half.brainOfFloat((float) value));
            default -> value;
        };
    }

    /** The elements in another type; {@link #problem} has found nothing. */
    static Tensor of(Tensor tensor, DataType to) {
        int count = (int) tensor.shape().elements();
        long[] shape = tensor.shape().toArray();
        var numbers = Numbers.of(tensor);
        switch (to) {
            case FLOAT32 -> {
                float[] floats = new float[count];
                for (int i = 0; i < count; i++) {
                    floats[i] = (float) numbers.real(i);
                }
                return Tensor.of(floats, shape);
            }
            case FLOAT64 -> {
                double[] doubles = new double[count];
                for (int i = 0; i < count; i++) {
                    doubles[i] = numbers.real(i);
                }
                return Tensor.of(doubles, shape);
            }
            case INT64 -> {
                long[] longs = new long[count];
                for (int i = 0; i < count; i++) {
                    longs[i] = numbers.integer(i);
                }
                return Tensor.of(longs, shape);
            }
            case INT32 -> {
                int[] ints = new int[count];
                for (int i = 0; i < count; i++) {
                    ints[i] = (int) numbers.integer(i);
                }
                return Tensor.of(ints, shape);
            }
            case FLOAT16, BFLOAT16 -> {
                short[] halves = new short[count];
                for (int i = 0; i < count; i++) {
                    float value = (float) numbers.real(i);
                    halves[i] = to == DataType.FLOAT16 ? Half.ofFloat(value) : Half.brainOfFloat(value);
                }
                return Tensor.of(to, halves, shape);
            }
            default -> throw new IllegalArgumentException("cannot convert to " + to);
        }
    }
}
