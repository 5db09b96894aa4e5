package octet.correction;

import octet.plan.Bias;

/** Takes shifts of channels off a bias. */
public final class BiasShift {

    private BiasShift() {}

    /**
     * The bias without the shifts, channels whose bias was zero among them.
     *
     * @param shifts how far the mean of each channel has moved
     * @param threshold the bias stays where the greatest shift is more than so many times its greatest number
     */
    public static Bias off(Bias bias, double[] shifts, double threshold) {
        float[] values = bias.values().clone();
        double greatest = 0;
        double greatestShift = 0;
        for (int c = 0; c < values.length; c++) {
            greatest = Math.max(greatest, Math.abs(values[c]));
            greatestShift = Math.max(greatestShift, Math.abs(shifts[c]));
            values[c] -= (float) shifts[c];
        }
        boolean refused = !Double.isInfinite(threshold) && greatestShift > threshold * greatest;
        return refused ? bias : bias.withValues(values);
    }
}
