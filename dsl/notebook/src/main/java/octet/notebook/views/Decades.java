package octet.notebook.views;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * A scale on which numbers of very different sizes, below zero too, can be seen side by side: in proportion up to
 * {@code unit}, by powers of ten beyond. Whole positions are zero, ±unit, ±10 unit, ±100 unit and so on.
 *
 * @param unit a power of ten
 */
record Decades(double unit) {

    /** Returns a scale that shows the smaller of these magnitudes as well as the greatest. */
    static Decades of(double[] magnitudes) {
        double[] sorted = Arrays.stream(magnitudes)
                .filter(m -> m > 0 && Double.isFinite(m))
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return new Decades(1);
        }
        double small = sorted[sorted.length / 4];
        return new Decades(Math.pow(10, Math.floor(Math.log10(small))));
    }

    double position(double value) {
        double size = Math.abs(value) / unit;
        return Math.signum(value) * (size <= 1 ? size : 1 + Math.log10(size));
    }

    /** Returns the number at a position, in words and in one significant digit. */
    String label(double position) {
        double size = Math.abs(position);
        double value = unit * (size <= 1 ? size : Math.pow(10, size - 1));
        var rounded = new BigDecimal(value).round(new MathContext(1)).stripTrailingZeros();
        boolean isLong = value != 0 && (value < 1e-4 || value >= 1e6);
        return (position < 0 && value != 0 ? "−" : "") + (isLong ? rounded.toString() : rounded.toPlainString());
    }
}
