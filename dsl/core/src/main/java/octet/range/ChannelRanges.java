package octet.range;

/** The range of each channel of a constant. */
final class ChannelRanges {

    private ChannelRanges() {}

    static Range[] of(float[] weights, ChannelLayout layout, WeightRules rules) {
        Range[] ranges = new Range[layout.channels()];
        if (!rules.estimator().equals(RangeEstimatorParameters.MINMAX)) {
            float[] channel = new float[layout.outer() * layout.inner()];
            for (int c = 0; c < ranges.length; c++) {
                gather(weights, layout, c, channel);
                ranges[c] = rules.estimator().estimateWeights(channel, channel.length, rules);
            }
            return ranges;
        }
        float[] lows = new float[ranges.length];
        float[] highs = new float[ranges.length];
        Extremes.of(weights, layout, rules.isSymmetric(), lows, highs);
        for (int c = 0; c < ranges.length; c++) {
            ranges[c] = new Range(lows[c], highs[c]);
        }
        return ranges;
    }

    private static void gather(float[] weights, ChannelLayout layout, int channel, float[] gathered) {
        for (int o = 0; o < layout.outer(); o++) {
            System.arraycopy(
                    weights,
                    (o * layout.channels() + channel) * layout.inner(),
                    gathered,
                    o * layout.inner(),
                    layout.inner());
        }
    }
}
