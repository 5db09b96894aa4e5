package octet.range;

import java.util.ArrayList;
import java.util.List;
import octet.calibration.TapStatistics;
import octet.placement.Arithmetic;
import octet.placement.QuantizationMode;
import octet.placement.QuantizerConfig;

/**
 * How all ranges of a model are found.
 *
 * @param activations from what was seen to a range
 * @param weights from the weights of a channel to a range
 * @param arithmetic what is made of a range before it becomes a scale
 * @param mode the float8 that numbers are rounded to; {@code null} for integers
 */
public record Estimators(
        RangeEstimator activations, RangeEstimator weights, Arithmetic arithmetic, QuantizationMode mode) {

    /** For integers. */
    public Estimators(RangeEstimator activations, RangeEstimator weights, Arithmetic arithmetic) {
        this(activations, weights, arithmetic, null);
    }

    /** Of activations this way, of weights the least to the greatest, as they are. */
    public static Estimators of(RangeEstimator activations) {
        return new Estimators(activations, RangeEstimator.minMax(), Arithmetic.EXACT);
    }

    /** The range of a whole tensor; not adjusted yet, so that ranges of several can be united. */
    public Range estimate(TapStatistics seen, QuantizerConfig config) {
        return activations.estimate(seen, config);
    }

    /** The least and the greatest element of each channel; not adjusted yet. */
    public List<Range> channels(TapStatistics seen) {
        float[] minima = seen.channelMinima();
        float[] maxima = seen.channelMaxima();
        List<Range> ranges = new ArrayList<>(minima.length);
        for (int c = 0; c < minima.length; c++) {
            ranges.add(new Range(minima[c], maxima[c]));
        }
        return ranges;
    }

    /** The ranges that are covered, one a channel or one for all. */
    public List<Range> adjust(List<Range> ranges, QuantizerConfig config) {
        if (mode != null) {
            return ranges;
        }
        if (arithmetic == Arithmetic.EXACT) {
            return withoutEmpty(ranges);
        }
        double greatest = ranges.stream().mapToDouble(Range::magnitude).max().orElse(0);
        return ranges.stream()
                .map(range -> NncfRanges.adjust(range, config, greatest))
                .toList();
    }

    /**
     * A channel that was zero in all samples covers what the others cover together: a guess of its own would reach beyond
     * what a clip in front lets through, and engines then could not leave the clip out.
     */
    private static List<Range> withoutEmpty(List<Range> ranges) {
        Range all = ranges.stream().reduce(Range::union).orElseThrow();
        return ranges.stream()
                .map(range -> range.magnitude() == 0 ? all : range)
                .toList();
    }

    /** How weights of this kind are quantized. */
    public WeightRules weights(QuantizerConfig config, boolean halfRange) {
        return new WeightRules(config, halfRange, weights, arithmetic, mode);
    }
}
