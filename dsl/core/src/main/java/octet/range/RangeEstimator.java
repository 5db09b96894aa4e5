package octet.range;

import octet.calibration.TapStatistics;

/**
 * From what a calibration saw of a value to the range that its quantizer covers. Its {@code toString} is the name that
 * stands in recipes and tables, such as {@code min-max}.
 */
public interface RangeEstimator {

    /** The range of the value. */
    Range estimate(TapStatistics statistics);

    /** From the least to the greatest element of all samples. */
    static RangeEstimator minMax() {
        return MinMax.INSTANCE;
    }

    /** From the mean of the samples' least elements to the mean of their greatest. */
    static RangeEstimator meanMinMax() {
        return MeanMinMax.INSTANCE;
    }
}
