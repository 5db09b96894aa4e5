package octet.report;

import octet.problem.Words;

/** Numbers as a person reads them. */
final class Format {

    private Format() {}

    static String bytes(long bytes) {
        if (bytes >= 1 << 20) {
            return Words.of("%.2f MB", bytes / (double) (1 << 20));
        }
        return bytes >= 1 << 10 ? Words.of("%.1f kB", bytes / (double) (1 << 10)) : bytes + " B";
    }

    static String percent(double share) {
        return Double.isFinite(share) ? Words.of("%.3g %%", 100 * share) : number(share);
    }

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return Double.isInfinite(value) ? (value > 0 ? "∞" : "−∞") : Words.of("%.4g", value);
    }
}
