package octet.range;

import octet.calibration.TapStatistics;
import octet.placement.Scheme;

/** See {@link RangeEstimator#minMax()}. */
enum MinMax implements RangeEstimator {
    INSTANCE;

    @Override
    public Range estimate(TapStatistics statistics, Scheme scheme) {
        return new Range(statistics.min(), statistics.max());
    }

    @Override
    public String toString() {
        return "min-max";
    }
}
