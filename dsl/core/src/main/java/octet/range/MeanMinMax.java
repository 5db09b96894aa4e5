package octet.range;

import octet.calibration.TapStatistics;

/** See {@link RangeEstimator#meanMinMax()}. */
enum MeanMinMax implements RangeEstimator {
    INSTANCE;

    @Override
    public Range estimate(TapStatistics statistics) {
        double low = 0;
        double high = 0;
        for (int i = 0; i < statistics.samples(); i++) {
            low += statistics.min(i);
            high += statistics.max(i);
        }
        return new Range(low / statistics.samples(), high / statistics.samples());
    }

    @Override
    public String toString() {
        return "mean-min-max";
    }
}
