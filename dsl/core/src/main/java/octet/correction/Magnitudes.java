package octet.correction;

import octet.graph.Constant;
import octet.range.ChannelLayout;

/** The greatest magnitude of a constant along an axis. */
final class Magnitudes {

    private Magnitudes() {}

    /** One number an index along the axis. */
    static float[] of(Constant constant, int axis) {
        float[] values = constant.floats();
        var layout = ChannelLayout.of(constant.shape(), axis);
        float[] magnitudes = new float[layout.channels()];
        int at = 0;
        for (int o = 0; o < layout.outer(); o++) {
            for (int c = 0; c < layout.channels(); c++) {
                float greatest = magnitudes[c];
                for (int end = at + layout.inner(); at < end; at++) {
                    greatest = Math.max(greatest, Math.abs(values[at]));
                }
                magnitudes[c] = greatest;
            }
        }
        return magnitudes;
    }
}
