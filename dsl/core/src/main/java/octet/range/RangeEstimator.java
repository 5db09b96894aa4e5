package octet.range;

import java.util.Set;
import octet.calibration.Statistic;
import octet.calibration.TapStatistics;
import octet.placement.Scheme;

/**
 * From what a calibration saw of a value to the range that its quantizer covers. Its {@code toString} is the name that
 * stands in recipes and tables, such as {@code min-max}.
 */
public interface RangeEstimator {

    /**
     * The range of the value.
     *
     * @param scheme the scheme of the quantizer: a symmetric one needs the magnitude only
     */
    Range estimate(TapStatistics statistics, Scheme scheme);

    /** What the calibration must have observed. */
    default Set<Statistic> needs() {
        return Set.of(Statistic.BOUNDS);
    }

    /** From the least to the greatest element of all samples. */
    static RangeEstimator minMax() {
        return MinMax.INSTANCE;
    }

    /** From the mean of the samples' least elements to the mean of their greatest. */
    static RangeEstimator meanMinMax() {
        return MeanMinMax.INSTANCE;
    }
}
