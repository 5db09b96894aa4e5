package octet.data;

import octet.problem.BadSettingsException;

/** Checks numbers of samples. */
final class Counts {
    private Counts() {}

    static void notNegative(long count) {
        if (count < 0) {
            throw new BadSettingsException("The number of samples is " + count, "a number of at least 0", null);
        }
    }
}
