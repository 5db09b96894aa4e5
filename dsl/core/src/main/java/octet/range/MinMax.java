package octet.range;

import octet.calibration.TapStatistics;

/** See {@link RangeEstimator#minMax()}. */
enum MinMax implements RangeEstimator {
    INSTANCE;

    @Override
    public Range estimate(TapStatistics statistics) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < statistics.samples(); i++) {
            low = Math.min(low, statistics.min(i));
            high = Math.max(high, statistics.max(i));
        }
        return new Range(low, high);
    }

    @Override
    public String toString() {
        return "min-max";
    }
}
