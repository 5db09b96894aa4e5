package octet.range;

/** The least and the greatest element of each channel. */
final class Extremes {

    private Extremes() {}

    /**
     * Fills in the extremes of each channel.
     *
     * @param magnitudes whether only the greatest magnitude is wanted, with both signs
     */
    static void of(float[] weights, ChannelLayout layout, boolean magnitudes, float[] lows, float[] highs) {
        int at = 0;
        for (int o = 0; o < layout.outer(); o++) {
            for (int c = 0; c < layout.channels(); c++) {
                float low = o == 0 ? weights[at] : lows[c];
                float high = o == 0 ? weights[at] : highs[c];
                for (int end = at + layout.inner(); at < end; at++) {
                    low = Math.min(low, weights[at]);
                    high = Math.max(high, weights[at]);
                }
                lows[c] = low;
                highs[c] = high;
            }
        }
        if (magnitudes) {
            for (int c = 0; c < lows.length; c++) {
                highs[c] = Math.max(Math.abs(lows[c]), Math.abs(highs[c]));
                lows[c] = -highs[c];
            }
        }
    }
}
