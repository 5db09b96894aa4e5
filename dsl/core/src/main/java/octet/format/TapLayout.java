package octet.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import octet.calibration.Observation;
import octet.calibration.Statistic;
import octet.calibration.Tap;

/**
 * The order in which statistics stand in the one tensor that comes out of the runtime.
 *
 * @param taps what was asked for
 * @param fields what the tensor holds, one after another
 * @param elements the outputs that hold elements, each with the index of its tap
 */
public record TapLayout(List<Tap> taps, List<Field> fields, Map<String, Integer> elements) {

    private static final float[] NONE = {};

    /** What a field tells. */
    public enum Kind {
        /** The least element of each channel, or of all. */
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
    public record Field(int tap, Kind kind, int length) {}

    /** Whether a tensor of so many numbers is laid out like this. */
    public boolean fits(int length) {
        return fields.stream().mapToInt(Field::length).sum() == length;
    }

    /**
     * Reads the tensor: one observation for each tap, in the order of the taps.
     *
     * @param picked the elements of each tap, empty for taps without
     */
    public List<Observation> read(float[] statistics, float[][] picked) {
        float[][] minima = new float[taps.size()][];
        float[][] maxima = new float[taps.size()][];
        float[][] means = new float[taps.size()][];
        int at = 0;
        for (Field field : fields) {
            float[] part = Arrays.copyOfRange(statistics, at, at + field.length);
            switch (field.kind) {
                case MIN -> minima[field.tap] = part;
                case MAX -> maxima[field.tap] = part;
                case MEANS -> means[field.tap] = part;
            }
            at += field.length;
        }
        List<Observation> observations = new ArrayList<>(taps.size());
        for (int i = 0; i < minima.length; i++) {
            boolean channels =
                    taps.get(i).wants(Statistic.CHANNEL_BOUNDS) && taps.get(i).channels() != Tap.Channels.UNKNOWN;
            if (minima[i] == null) {
                // Of a value that is never negative zero will do.
                minima[i] = new float[channels ? maxima[i].length : 1];
            }
            observations.add(new Observation(
                    least(minima[i]),
                    greatest(maxima[i]),
                    means[i] == null ? NONE : means[i],
                    channels ? channelMinima(minima[i], maxima[i].length) : NONE,
                    channels ? maxima[i] : NONE,
                    picked[i]));
        }
        return observations;
    }

    /** Where nobody looked, as nothing is below it, the least element is taken for 0. */
    private static float[] channelMinima(float[] seen, int channels) {
        return seen == null ? new float[channels] : seen;
    }

    private static float least(float[] values) {
        float least = values[0];
        for (float value : values) {
            least = Math.min(least, value);
        }
        return least;
    }

    private static float greatest(float[] values) {
        float greatest = values[0];
        for (float value : values) {
            greatest = Math.max(greatest, value);
        }
        return greatest;
    }
}
