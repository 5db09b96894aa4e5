package octet.correction;

/**
 * How far the means of channels have moved, as far as it can be told from a few samples. A shift that differs from sample
 * to sample is mostly chance: a bias that took it back would fit these samples and no others. So the mean {@code m} over
 * {@code n} samples counts as {@code m · max(0, 1 − 2 · s² / (n · m²))} where {@code s²} is the variance between samples:
 * nothing where it is within 1.4 standard errors of zero, nearly all where it is far outside.
 */
public final class SignificantShift {

    private static final double ERRORS = 2;

    private SignificantShift() {}

    /**
     * One number a channel.
     *
     * @param seen the means of the channels, sample by sample
     * @param wanted the same as they should be
     */
    public static double[] of(double[][] seen, double[][] wanted) {
        int samples = seen.length;
        double[] shift = new double[seen[0].length];
        for (int c = 0; c < shift.length; c++) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < samples; i++) {
                double difference = seen[i][c] - wanted[i][c];
                sum += difference;
                squares += difference * difference;
            }
            double mean = sum / samples;
            double variance = samples < 2 ? 0 : Math.max(0, (squares - sum * mean) / (samples - 1));
            shift[c] = mean == 0 ? 0 : mean * Math.max(0, 1 - ERRORS * variance / (samples * mean * mean));
        }
        return shift;
    }
}
