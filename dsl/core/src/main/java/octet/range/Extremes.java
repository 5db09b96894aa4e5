package octet.range;

import java.util.Arrays;

/** The least and the greatest element of each channel, in loops that the compiler turns into vector instructions. */
final class Extremes {

    private static final int LANES = 512;

    private Extremes() {}

    /**
     * Fills in the extremes of each channel.
     *
     * @param magnitudes whether only the greatest magnitude is wanted, with both signs
     */
    static void of(float[] weights, ChannelLayout of, boolean magnitudes, float[] lows, float[] highs) {
        ChannelLayout layout = Slices.dealable(of);
        Arrays.fill(lows, Float.POSITIVE_INFINITY);
        Arrays.fill(highs, magnitudes ? 0 : Float.NEGATIVE_INFINITY);
        int unit = layout.inner() == 1 ? layout.channels() : layout.inner();
        Slices.each(weights.length, unit, (from, to) -> {
            float[] ownLows = lows.clone();
            float[] ownHighs = highs.clone();
            if (layout.inner() == 1) {
                float[] lanes = new float[unit];
                for (int row = from; row < to; row += unit) {
                    System.arraycopy(weights, row, lanes, 0, unit);
                    widen(lanes, unit, magnitudes, ownLows, ownHighs);
                }
            } else if (magnitudes) {
                magnitudes(weights, from, to, layout, ownHighs);
            } else {
                runs(weights, from, to, layout, ownLows, ownHighs);
            }
            synchronized (lows) {
                unite(lows, highs, ownLows, ownHighs);
            }
        });
        if (magnitudes) {
            for (int c = 0; c < lows.length; c++) {
                lows[c] = -highs[c];
            }
        }
    }

    /** In the bits of a float without its sign, larger magnitudes are larger integers. */
    private static void magnitudes(float[] weights, int from, int to, ChannelLayout layout, float[] highs) {
        for (int start = from; start < to; start += layout.inner()) {
            int c = start / layout.inner() % layout.channels();
            int end = Math.min(to, start + layout.inner());
            highs[c] = Math.max(highs[c], Float.intBitsToFloat(magnitude(weights, start, end)));
        }
    }

    /** Four at a time, so that one comparison need not wait for the other. */
    private static int magnitude(float[] weights, int from, int to) {
        int a = 0;
        int b = 0;
        int c = 0;
        int d = 0;
        int at = from;
        for (; at < to - 3; at += 4) {
            a = Math.max(a, Float.floatToRawIntBits(weights[at]) & Integer.MAX_VALUE);
            b = Math.max(b, Float.floatToRawIntBits(weights[at + 1]) & Integer.MAX_VALUE);
            c = Math.max(c, Float.floatToRawIntBits(weights[at + 2]) & Integer.MAX_VALUE);
            d = Math.max(d, Float.floatToRawIntBits(weights[at + 3]) & Integer.MAX_VALUE);
        }
        for (; at < to; at++) {
            a = Math.max(a, Float.floatToRawIntBits(weights[at]) & Integer.MAX_VALUE);
        }
        return Math.max(Math.max(a, b), Math.max(c, d));
    }

    private static void runs(float[] weights, int from, int to, ChannelLayout layout, float[] lows, float[] highs) {
        float[] lanes = new float[Math.min(LANES, layout.inner())];
        float[] laneLows = new float[lanes.length];
        float[] laneHighs = new float[lanes.length];
        for (int start = from; start < to; start += layout.inner()) {
            int c = start / layout.inner() % layout.channels();
            Arrays.fill(laneLows, lows[c]);
            Arrays.fill(laneHighs, highs[c]);
            int end = Math.min(to, start + layout.inner());
            for (int at = start; at < end; at += LANES) {
                int count = Math.min(LANES, end - at);
                System.arraycopy(weights, at, lanes, 0, count);
                widen(lanes, count, false, laneLows, laneHighs);
            }
            for (int i = 0; i < laneLows.length; i++) {
                lows[c] = Math.min(lows[c], laneLows[i]);
                highs[c] = Math.max(highs[c], laneHighs[i]);
            }
        }
    }

    private static void unite(float[] lows, float[] highs, float[] otherLows, float[] otherHighs) {
        for (int c = 0; c < lows.length; c++) {
            lows[c] = Math.min(lows[c], otherLows[c]);
            highs[c] = Math.max(highs[c], otherHighs[c]);
        }
    }

    /** All arrays are indexed alike, as C2 makes no vectors of the loop otherwise. */
    private static void widen(float[] lanes, int count, boolean magnitudes, float[] lows, float[] highs) {
        if (magnitudes) {
            for (int i = 0; i < count; i++) {
                highs[i] = Math.max(highs[i], Math.abs(lanes[i]));
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            lows[i] = Math.min(lows[i], lanes[i]);
            highs[i] = Math.max(highs[i], lanes[i]);
        }
    }
}
