package octet.range;

/** Rounds weights to the bytes of their channels' grids: {@code rint(w / scale) + zeroPoint}, computed in double. */
final class Rounding {

    private Rounding() {}

    static byte[] bytes(
            float[] weights, ChannelLayout layout, float[] scales, byte[] zeroPoints, int lowest, int highest) {
        byte[] bytes = new byte[weights.length];
        int at = 0;
        for (int o = 0; o < layout.outer(); o++) {
            for (int c = 0; c < layout.channels(); c++) {
                for (int end = at + layout.inner(); at < end; at++) {
                    bytes[at] = round(weights[at], scales[c], zeroPoints[c], lowest, highest);
                }
            }
        }
        return bytes;
    }

    static byte round(float weight, float scale, int zeroPoint, int lowest, int highest) {
        double integer = Math.rint(weight / (double) scale) + zeroPoint;
        return (byte) Math.max(lowest, Math.min(highest, integer));
    }
}
