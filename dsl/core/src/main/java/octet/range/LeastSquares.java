package octet.range;

import java.util.Set;
import octet.calibration.Statistic;
import octet.calibration.TapStatistics;
import octet.graph.DataType;
import octet.placement.QuantizerConfig;
import octet.placement.Scheme;

/** See {@link RangeEstimator#histogram()} and {@link RangeEstimator#mse()}. */
enum LeastSquares implements RangeEstimator {
    INSTANCE;

    @Override
    public Set<Statistic> needs() {
        return Set.of(Statistic.BOUNDS, Statistic.HISTOGRAM);
    }

    @Override
    public Range estimate(TapStatistics statistics, QuantizerConfig config) {
        boolean symmetric = config.scheme() == Scheme.SYMMETRIC;
        Range seen = new Range(statistics.min(), statistics.max());
        boolean negative = seen.low() < 0;
        Range whole = symmetric ? new Range(negative ? -seen.magnitude() : 0, seen.magnitude()) : seen.withZero();
        DataType type = Grid.type(config, negative);
        Buckets buckets = Buckets.of(statistics);
        return ClipSearch.best(whole, symmetric, part -> buckets.squaredError(Grid.of(part, config, type)));
    }

    @Override
    public Range estimateWeights(float[] elements, int length, WeightRules rules) {
        Range seen = RangeEstimatorParameters.MINMAX.estimateWeights(elements, length, rules);
        return ClipSearch.best(seen, true, part -> squaredError(elements, length, rules, part));
    }

    private static double squaredError(float[] elements, int length, WeightRules rules, Range range) {
        float scale = rules.scale(range);
        int zeroPoint = rules.zeroPoint(range, scale);
        double inverse = 1.0 / scale;
        int lowest = rules.lowest() - zeroPoint;
        int highest = rules.highest() - zeroPoint;
        double sum = 0;
        for (int i = 0; i < length; i++) {
            double steps = elements[i] * inverse;
            double off = steps - Math.max(lowest, Math.min(highest, Math.rint(steps)));
            sum += off * off;
        }
        return sum * scale * scale;
    }

    @Override
    public String toString() {
        return "histogram";
    }
}
