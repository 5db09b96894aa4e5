package octet.accuracy;

import octet.problem.Words;

/** Numbers of steps as a person reads them. */
final class StepText {

    private StepText() {}

    static String line(Step step, Bound bound) {
        String drop = step.isConfirmed()
                ? Words.of("drop %s", number(step.drop()))
                : Words.of("drop %s on the worst samples", number(step.subsetDrop()));
        return Words.of("%s: %s, %s (%s)", step.what(), drop, step.within() ? "within" : "too much", bound);
    }

    static String number(double value) {
        return Double.isNaN(value) ? "–" : Words.of("%.4f", value);
    }

    static String size(long bytes) {
        return bytes >= 1 << 20
                ? Words.of("%.2f MB", bytes / (double) (1 << 20))
                : Words.of("%.1f kB", bytes / (double) (1 << 10));
    }
}
