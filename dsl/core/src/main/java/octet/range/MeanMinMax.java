package octet.range;

import octet.calibration.TapStatistics;
import octet.placement.Scheme;

/**
 * See {@link RangeEstimator#meanMinMax()}. For a symmetric quantizer it is the mean of the samples' greatest magnitudes,
 * as in NNCF; whether there is a negative side is told by the least elements.
 */
enum MeanMinMax implements RangeEstimator {
    INSTANCE;

    @Override
    public Range estimate(TapStatistics statistics, Scheme scheme) {
        double low = 0;
        double high = 0;
        double magnitude = 0;
        int samples = statistics.samples();
        for (int i = 0; i < samples; i++) {
            low += statistics.min(i);
            high += statistics.max(i);
            magnitude += Math.max(Math.abs(statistics.min(i)), Math.abs(statistics.max(i)));
        }
        if (scheme == Scheme.ASYMMETRIC) {
            return new Range(low / samples, high / samples);
        }
        return new Range(low < 0 ? -magnitude / samples : 0, magnitude / samples);
    }

    @Override
    public String toString() {
        return "mean-min-max";
    }
}
