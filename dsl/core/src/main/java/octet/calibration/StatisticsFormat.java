package octet.calibration;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * How statistics stand in files, big-endian: the name, the bounds of every sample, the sums of the channels in limbs, the
 * bounds of the channels, the histogram. All of it is in one order, so that equal statistics are equal bytes.
 */
public final class StatisticsFormat {

    private static final int LOW_LIMBS = ExactSums.LIMBS - 1;
    private static final int NONE = -1;
    private static final int EXPONENT = 0x7f80;

    private StatisticsFormat() {}

    /** Writes a text as {@link BoundedInput#text()} reads it. */
    public static void write(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Writes what a tap saw. */
    public static void write(TapStatistics statistics, DataOutputStream out) throws IOException {
        write(statistics.value(), out);
        for (long sample : statistics.bounds().packed()) {
            out.writeLong(sample);
        }
        long[] limbs = statistics.channelSums().canonical();
        out.writeInt(limbs.length / ExactSums.LIMBS);
        for (int i = 0; i < limbs.length; i++) {
            if (i % ExactSums.LIMBS < LOW_LIMBS) {
                out.writeInt((int) limbs[i]);
            } else {
                out.writeLong(limbs[i]);
            }
        }
        write(statistics.channelMinima(), statistics.channelMaxima(), out);
        if (statistics.histogram().isEmpty()) {
            out.writeInt(NONE);
        } else {
            write(statistics.histogram().get(), out);
        }
    }

    private static void write(float[] minima, float[] maxima, DataOutputStream out) throws IOException {
        out.writeInt(minima.length);
        for (float number : minima) {
            out.writeFloat(number);
        }
        for (float number : maxima) {
            out.writeFloat(number);
        }
    }

    private static void write(Histogram histogram, DataOutputStream out) throws IOException {
        out.writeInt(histogram.size());
        for (int i = 0; i < histogram.size(); i++) {
            out.writeInt(histogram.number(i));
        }
        for (int i = 0; i < histogram.size(); i++) {
            out.writeLong(histogram.count(i));
        }
    }

    /**
     * Reads what a tap saw.
     *
     * @param samples the number of samples
     * @throws octet.problem.BadDataException when it cannot have been written so
     */
    public static TapStatistics read(BoundedInput in, int samples) {
        String value = in.text();
        Bounds bounds = bounds(in, in.numbers(samples));
        ExactSums sums = sums(in);
        int channels = in.count(2 * Float.BYTES);
        float[] minima = in.floats(channels);
        float[] maxima = in.floats(channels);
        for (int c = 0; c < channels; c++) {
            ordered(in, minima[c], maxima[c]);
        }
        return new TapStatistics(value, bounds, sums, minima, maxima, histogram(in));
    }

    private static Bounds bounds(BoundedInput in, long[] packed) {
        for (int i = 1; i < packed.length; i++) {
            if (packed[i] < packed[i - 1]) {
                throw in.bad("its samples are out of order");
            }
        }
        Bounds bounds = Bounds.ofPacked(packed);
        for (int i = 0; i < packed.length; i++) {
            ordered(in, bounds.min(i), bounds.max(i));
        }
        return bounds;
    }

    private static void ordered(BoundedInput in, float min, float max) {
        if (!(min <= max) || !Float.isFinite(min) || !Float.isFinite(max)) {
            throw in.bad("it has " + min + " for a least element and " + max + " for the greatest");
        }
    }

    private static ExactSums sums(BoundedInput in) {
        int channels = in.count(LOW_LIMBS * Integer.BYTES + Long.BYTES);
        long[] limbs = new long[channels * ExactSums.LIMBS];
        for (int c = 0; c < channels; c++) {
            int[] low = in.integers(LOW_LIMBS);
            for (int i = 0; i < LOW_LIMBS; i++) {
                limbs[c * ExactSums.LIMBS + i] = low[i] & 0xffffffffL;
            }
            limbs[c * ExactSums.LIMBS + LOW_LIMBS] = in.number();
        }
        return ExactSums.ofCanonical(limbs);
    }

    private static Histogram histogram(BoundedInput in) {
        int size = in.integer();
        if (size == NONE) {
            return null;
        }
        if (size < 1 || size > Histogram.ALL) {
            throw in.bad("a histogram in it has " + size + " buckets");
        }
        int[] buckets = in.integers(size);
        long[] counts = in.numbers(size);
        long total = 0;
        for (int i = 0; i < size; i++) {
            boolean rising = buckets[i] >= 0 && buckets[i] < Histogram.ALL && (i == 0 || buckets[i] > buckets[i - 1]);
            if (!rising || counts[i] < 1 || counts[i] > Long.MAX_VALUE - total || !isFinite(buckets[i])) {
                throw in.bad("a histogram in it has " + counts[i] + " elements in bucket " + buckets[i]);
            }
            total += counts[i];
        }
        return new Histogram(buckets, counts);
    }

    private static boolean isFinite(int bucket) {
        return (Histogram.upperHalf(bucket) & EXPONENT) != EXPONENT;
    }
}
