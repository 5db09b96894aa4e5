package octet.notebook.views;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Equal intervals around zero in which numbers are counted; a few far out are left out, so that the rest can be seen.
 *
 * @param width of an interval
 * @param beyond how many of the numbers lie in none
 */
record Bins(double width, int beyond) {
    private static final int COUNT = 61;
    private static final double SHOWN = 0.999;

    static Bins of(float[] values) {
        double[] sizes = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            sizes[i] = Math.abs(values[i]);
        }
        Arrays.sort(sizes);
        double most = sizes.length == 0 ? 0 : sizes[sizes.length - 1];
        double usual = sizes.length == 0 ? 0 : sizes[(int) (SHOWN * (sizes.length - 1))];
        // Few enough to draw them all when that costs little room.
        double reach = most <= 2 * usual || usual == 0 ? most : usual;
        Bins bins = new Bins(reach == 0 ? 1 : 2 * reach / (COUNT - 1), 0);
        int inside = bins.counts(values).stream().mapToInt(Integer::intValue).sum();
        return new Bins(bins.width, values.length - inside);
    }

    List<Double> centers() {
        List<Double> centers = new ArrayList<>();
        for (int bin = 0; bin < COUNT; bin++) {
            centers.add((bin - COUNT / 2) * width);
        }
        return centers;
    }

    List<Integer> counts(float[] values) {
        int[] counts = new int[COUNT];
        for (float value : values) {
            long bin = Math.round(value / width) + COUNT / 2;
            if (bin >= 0 && bin < COUNT) {
                counts[(int) bin]++;
            }
        }
        return Arrays.stream(counts).boxed().toList();
    }
}
