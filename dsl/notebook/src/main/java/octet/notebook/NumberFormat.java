package octet.notebook;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** Numbers of one column in five significant digits, with the same decimals wherever that shows every value well. */
public final class NumberFormat {
    private static final int DIGITS = 5;
    private static final double LARGEST_PLAIN = 1e9;

    private NumberFormat() {}

    /** Returns how to write the values of one column; NaN, the missing number, becomes nothing. */
    public static DoubleFunction<String> ofColumn(double[] values) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        double largest = Arrays.stream(finite).map(Math::abs).max().orElse(0);
        if (largest < LARGEST_PLAIN && Arrays.stream(finite).allMatch(v -> v == Math.rint(v))) {
            return special(v -> String.format(Locale.ROOT, "%.0f", v));
        }
        int before = largest < 1 ? 0 : (int) Math.floor(Math.log10(largest)) + 1;
        int decimals = Math.max(0, DIGITS - before);
        double smallestShown = Math.pow(10, 1 - decimals);
        boolean allShown = Arrays.stream(finite).allMatch(v -> v == 0 || Math.abs(v) >= smallestShown);
        if (largest >= LARGEST_PLAIN || !allShown) {
            return special(NumberFormat::alone);
        }
        int needed = Arrays.stream(finite)
                .mapToInt(v -> decimalsNeeded(v, decimals))
                .max()
                .orElse(0);
        return special(v -> String.format(Locale.ROOT, "%." + needed + "f", v));
    }

    private static DoubleFunction<String> special(DoubleFunction<String> finite) {
        return v -> Double.isNaN(v) ? "" : Double.isInfinite(v) ? (v > 0 ? "∞" : "-∞") : finite.apply(v);
    }

    /** A value on its own: 0.00012346, 12.5, 1.2346e-7. */
    private static String alone(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded =
                new BigDecimal(value).round(new MathContext(DIGITS)).stripTrailingZeros();
        double size = Math.abs(value);
        if (size >= 1e-4 && size < LARGEST_PLAIN) {
            return rounded.toPlainString();
        }
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    private static int decimalsNeeded(double value, int most) {
        String text = String.format(Locale.ROOT, "%." + most + "f", value);
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '0') {
            end--;
        }
        int point = text.indexOf('.');
        return point < 0 ? 0 : Math.max(0, end - point - 1);
    }
}
