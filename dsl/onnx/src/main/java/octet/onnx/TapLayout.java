package octet.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import octet.calibration.Observation;
import octet.calibration.Tap;

/**
 * The order in which statistics stand in the one tensor that comes out of the runtime.
 *
 * @param taps what was asked for
 * @param fields what the tensor holds, one after another
 */
record TapLayout(List<Tap> taps, List<Field> fields) {

    private static final float[] NONE = {};

    /** What a field tells. */
    enum Kind {
        /** The least element. */
        MIN,
        /** The greatest element of each channel, or of all. */
        MAX,
        /** The mean of each channel. */
        MEANS
    }

    /**
     * Some numbers of one tap.
     *
     * @param tap its index
     * @param kind what they are
     * @param length how many there are
     */
    record Field(int tap, Kind kind, int length) {}

    /** Reads the tensor: one observation for each tap, in the order of the taps. */
    List<Observation> read(float[] statistics) {
        float[] minima = new float[taps.size()];
        float[] maxima = new float[taps.size()];
        float[][] means = new float[taps.size()][];
        int at = 0;
        for (Field field : fields) {
            int end = at + field.length;
            switch (field.kind) {
                case MIN -> minima[field.tap] = statistics[at];
                case MAX -> maxima[field.tap] = greatest(statistics, at, end);
                case MEANS -> means[field.tap] = Arrays.copyOfRange(statistics, at, end);
            }
            at = end;
        }
        List<Observation> observations = new ArrayList<>(taps.size());
        for (int i = 0; i < minima.length; i++) {
            observations.add(new Observation(minima[i], maxima[i], means[i] == null ? NONE : means[i]));
        }
        return observations;
    }

    private static float greatest(float[] values, int from, int to) {
        float greatest = values[from];
        for (int i = from + 1; i < to; i++) {
            greatest = Math.max(greatest, values[i]);
        }
        return greatest;
    }
}
