package octet.report;

/** Numbers as a person reads them. */
final class Format {

    private Format() {}

    static String bytes(long bytes) {
        if (bytes >= 1 << 20) {
            return "%.2f MB".formatted(bytes / (double) (1 << 20));
        }
        return bytes >= 1 << 10 ? "%.1f kB".formatted(bytes / (double) (1 << 10)) : bytes + " B";
    }

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return Double.isInfinite(value) ? (value > 0 ? "∞" : "−∞") : "%.4g".formatted(value);
    }
}
