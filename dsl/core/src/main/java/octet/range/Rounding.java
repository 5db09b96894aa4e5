package octet.range;

import java.util.Arrays;

/**
 * Rounds weights to the bytes of their channels' grids: {@code rint(w / scale) + zeroPoint}, as computed in double.
 *
 * <p>It is computed in float, by the reciprocal of the scale, in plain loops over strips of weights, which the compiler
 * turns into vector instructions. What that gives can be wrong only where the quotient is all but in the middle between
 * two integers, so that a little more or less would be rounded to another; each lane of the strips keeps whether that was
 * so anywhere, and is then divided again in double.
 */
final class Rounding {

    private static final int LANES = 512;
    private static final int STRIPS = 8;

    /** Added to a small number, it leaves that rounded to an integer, ties to even, in the lowest bits of the sum. */
    private static final float ROUNDING = 0x1.8p23f;

    /** Two roundings move a quotient of up to 128 by less than this, 2·128·2⁻²⁴; larger ones are cut off. */
    private static final float UNCERTAIN = 0x1p-15f;

    private final float[] weights;
    private final byte[] bytes;
    private final Bytes rules;
    private final float[] quotients = new float[LANES];
    private final float[] sums = new float[LANES];
    private final float[] doubts = new float[LANES];
    private final float[] reciprocals = new float[LANES];
    private final int[] zeroPoints = new int[LANES];
    private final float[] lows = new float[LANES];
    private final float[] highs = new float[LANES];

    /**
     * What bytes come out.
     *
     * @param scales one a channel
     * @param zeroPoints one a channel
     * @param lowest the lowest byte in use
     * @param highest the highest byte in use
     * @param inside whether zero points are zero and no weight lies beyond the bytes in use
     */
    record Bytes(float[] scales, byte[] zeroPoints, int lowest, int highest, boolean inside) {

        byte round(float weight, int channel) {
            double integer = Math.rint(weight / (double) scales[channel]) + zeroPoints[channel];
            return (byte) Math.max(lowest, Math.min(highest, integer));
        }
    }

    private Rounding(float[] weights, byte[] bytes, Bytes rules) {
        this.weights = weights;
        this.bytes = bytes;
        this.rules = rules;
    }

    static byte[] bytes(float[] weights, ChannelLayout of, Bytes rules) {
        byte[] bytes = new byte[weights.length];
        ChannelLayout layout = Slices.dealable(of);
        if (layout.inner() == 1) {
            Slices.each(
                    weights.length,
                    layout.channels(),
                    (from, to) -> new Rounding(weights, bytes, rules).rows(from, to, layout.channels()));
        } else {
            Slices.each(
                    weights.length,
                    layout.inner(),
                    (from, to) -> new Rounding(weights, bytes, rules).runs(from, to, layout));
        }
        return bytes;
    }

    /** Where a channel is a run of elements: a strip is a piece of a run. */
    private void runs(int from, int to, ChannelLayout layout) {
        for (int start = from; start < to; start += layout.inner()) {
            int channel = start / layout.inner() % layout.channels();
            int end = Math.min(to, start + layout.inner());
            int lanes = Math.min(LANES, end - start);
            lanes(0, lanes, channel);
            for (int at = start; at < end; ) {
                int strips = Math.max(1, Math.min(STRIPS, (end - at) / LANES));
                int length = Math.min(lanes, end - at);
                round(at, LANES, strips, length, channel, 0);
                at += strips * length;
            }
        }
    }

    /** Where the channels change from element to element, as in the weights of a product: a strip is a piece of a row. */
    private void rows(int from, int to, int channels) {
        for (int first = 0; first < channels; first += LANES) {
            int lanes = Math.min(LANES, channels - first);
            for (int i = 0; i < lanes; i++) {
                lanes(i, i + 1, first + i);
            }
            for (int at = from + first; at < to; at += STRIPS * channels) {
                int strips = Math.min(STRIPS, (to - at + first) / channels);
                round(at, channels, strips, lanes, first, 1);
            }
        }
    }

    private void lanes(int from, int to, int channel) {
        Arrays.fill(reciprocals, from, to, (float) (1.0 / rules.scales[channel]));
        if (!rules.inside) {
            int zeroPoint = rules.zeroPoints[channel];
            Arrays.fill(zeroPoints, from, to, zeroPoint);
            Arrays.fill(lows, from, to, rules.lowest - zeroPoint);
            Arrays.fill(highs, from, to, rules.highest - zeroPoint);
        }
    }

    /**
     * @param stride from the start of one strip to that of the next
     * @param channel of the first lane
     * @param step from a lane's channel to the next lane's
     */
    private void round(int start, int stride, int strips, int lanes, int channel, int step) {
        Arrays.fill(doubts, 0, lanes, 0);
        for (int strip = 0; strip < strips; strip++) {
            int at = start + strip * stride;
            divide(at, lanes);
            if (!rules.inside) {
                cutOff(lanes);
            }
            round(lanes);
            if (rules.inside) {
                write(sums, lanes, bytes, at);
            } else {
                write(sums, zeroPoints, lanes, bytes, at);
            }
        }
        for (int i = 0; i < lanes; i++) {
            if (doubts[i] > 0) {
                for (int strip = 0; strip < strips; strip++) {
                    int at = start + strip * stride + i;
                    bytes[at] = rules.round(weights[at], channel + i * step);
                }
            }
        }
    }

    /** Copies first: C2 makes no vectors of a loop over arrays that are indexed in different ways. */
    private void divide(int at, int lanes) {
        System.arraycopy(weights, at, quotients, 0, lanes);
        for (int i = 0; i < lanes; i++) {
            quotients[i] *= reciprocals[i];
        }
    }

    private void cutOff(int lanes) {
        for (int i = 0; i < lanes; i++) {
            quotients[i] = Math.max(lows[i], Math.min(highs[i], quotients[i]));
        }
    }

    private void round(int lanes) {
        for (int i = 0; i < lanes; i++) {
            float quotient = quotients[i];
            sums[i] = quotient + ROUNDING;
            doubts[i] += (quotient + UNCERTAIN + ROUNDING) - (quotient - UNCERTAIN + ROUNDING);
        }
    }

    private static void write(float[] sums, int lanes, byte[] bytes, int at) {
        for (int i = 0; i < lanes; i++) {
            bytes[at + i] = (byte) Float.floatToRawIntBits(sums[i]);
        }
    }

    private static void write(float[] sums, int[] zeroPoints, int lanes, byte[] bytes, int at) {
        for (int i = 0; i < lanes; i++) {
            bytes[at + i] = (byte) (Float.floatToRawIntBits(sums[i]) + zeroPoints[i]);
        }
    }
}
