package octet.range;

import java.util.stream.IntStream;

/** Deals a long array to the processors in slices of whole units. */
final class Slices {

    /** Shorter ones are not worth the dealing. */
    private static final int LEAST = 1 << 16;

    private static final int RUN = 4096;

    private Slices() {}

    /** Works on the elements between two indexes. */
    @FunctionalInterface
    interface Work {
        void on(int from, int to);
    }

    /** Where all elements have one scale, the same in shorter runs, the last of which may be cut off. */
    static ChannelLayout dealable(ChannelLayout layout) {
        return layout.channels() > 1 ? layout : new ChannelLayout(1, 1, Math.min(RUN, layout.outer() * layout.inner()));
    }

    /**
     * Calls the work for every slice, in any order.
     *
     * @param length the array's length
     * @param unit how many elements belong together
     */
    static void each(int length, int unit, Work work) {
        int units = (length + unit - 1) / unit;
        int slices = Math.min(
                units, Math.min(length / LEAST, 4 * Runtime.getRuntime().availableProcessors()));
        if (slices <= 1) {
            work.on(0, length);
            return;
        }
        IntStream.range(0, slices).parallel().forEach(i -> {
            long from = (long) units * i / slices * unit;
            long to = (long) units * (i + 1) / slices * unit;
            work.on((int) from, (int) Math.min(length, to));
        });
    }
}
