package octet.notebook.views;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import octet.Calibration;
import octet.calibration.TapStatistics;

/**
 * What a calibration saw of one value, over all samples.
 *
 * @param value its name
 * @param lowest the least element of all samples
 * @param highest the greatest element of all samples
 * @param meanLowest the mean over the samples of the least element
 * @param meanHighest the mean over the samples of the greatest element
 */
record Observed(String value, double lowest, double highest, double meanLowest, double meanHighest) {

    static final Comparator<Observed> WIDEST_FIRST = Comparator.comparingDouble(
                    (Observed seen) -> seen.lowest - seen.highest)
            .thenComparing(Observed::value);

    /** Returns the values in the order of the model. */
    static List<Observed> of(Calibration calibration) {
        var statistics = calibration.statistics();
        var graph = calibration.model().graph();
        var inputs = graph.inputs().stream().map(input -> input.name());
        var outputs = graph.nodes().stream().flatMap(node -> node.outputs().stream());
        return java.util.stream.Stream.concat(inputs, outputs)
                .filter(statistics::containsKey)
                .distinct()
                .map(name -> of(name, statistics.get(name)))
                .toList();
    }

    private static Observed of(String name, TapStatistics seen) {
        var minima = IntStream.range(0, seen.samples()).mapToDouble(seen::min).summaryStatistics();
        var maxima = IntStream.range(0, seen.samples()).mapToDouble(seen::max).summaryStatistics();
        return new Observed(name, minima.getMin(), maxima.getMax(), minima.getAverage(), maxima.getAverage());
    }
}
