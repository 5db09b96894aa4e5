package octet.notebook.views;

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

    /** Returns the number at a whole position in words, and nothing between them. */
    String label(double position) {
        double whole = Math.rint(position);
        if (Math.abs(position - whole) > 1e-6) {
            return "";
        }
        double value = whole == 0 ? 0 : unit * Math.pow(10, Math.abs(whole) - 1);
        String size = value >= 1e-3 && value < 1e5 || value == 0
                ? java.math.BigDecimal.valueOf(value)
                        .round(new java.math.MathContext(1))
                        .stripTrailingZeros()
                        .toPlainString()
                : Words.format("%.0e", value);
        return (whole < 0 ? "−" : "") + size;
    }
}
