package octet.range;

import java.util.Set;
import octet.calibration.Statistic;
import octet.calibration.TapStatistics;
import octet.placement.QuantizerConfig;

/**
 * From what a calibration saw of a value to the range that its quantizer covers. Its {@code toString} is the name that
 * stands in recipes and tables, such as {@code min-max}, and by which {@link #named} finds it.
 *
 * <p>All but the first read the samples' bounds or a histogram of whole tensors. A quantizer with a scale for each channel
 * takes, whatever the estimator, the channel's least and greatest element, as NNCF does with its histogram.
 */
public interface RangeEstimator {

    /**
     * The range of the value.
     *
     * @param statistics what was seen; all that {@link #needs()} asks for is known
     * @param config the quantizer: a symmetric one needs the magnitude only, one of 16 bits has smaller steps
     */
    Range estimate(TapStatistics statistics, QuantizerConfig config);

    /** What the calibration must have observed. */
    default Set<Statistic> needs() {
        return Set.of(Statistic.BOUNDS);
    }

    /**
     * The range of the weights of one channel, for estimators that know ranges of weights.
     *
     * @param elements the channel's elements, finite
     * @param length how many of them count, from the first
     * @throws octet.problem.BadSettingsException when it is an estimator of activations only
     */
    default Range estimateWeights(float[] elements, int length, WeightRules rules) {
        throw RangeNames.notForWeights(this);
    }

    /** From the least to the greatest element of all samples. */
    static RangeEstimator minMax() {
        return RangeEstimatorParameters.MINMAX;
    }

    /** From the mean of the samples' least elements to the mean of their greatest. */
    static RangeEstimator meanMinMax() {
        return RangeEstimatorParameters.MEAN_MINMAX;
    }

    /** From the median of the samples' least elements to the median of their greatest. */
    static RangeEstimator medianMinMax() {
        return RangeEstimatorParameters.MEDIAN_MINMAX;
    }

    /**
     * As {@link #meanMinMax()}, of those samples only that lie between two quantiles. A tail of 0 leaves out none; any other
     * at least the extreme ones.
     *
     * @param tail the share of samples that is left out at either end, from 0 to below 0.5
     */
    static RangeEstimator meanNoOutliers(double tail) {
        return RangeEstimatorParameters.meanNoOutliers(tail);
    }

    /** As {@link #medianMinMax()}, of those samples only that {@link #meanNoOutliers} takes. */
    static RangeEstimator medianNoOutliers(double tail) {
        return RangeEstimatorParameters.medianNoOutliers(tail);
    }

    /**
     * All elements but a share at either end; of a symmetric range, but that share of the largest magnitudes. The elements
     * of all samples are taken together, see {@link RangeEstimatorParameters}.
     *
     * @param share from 0 to below 0.5
     */
    static RangeEstimator quantile(double share) {
        return RangeEstimatorParameters.quantile(share);
    }

    /**
     * As {@link #quantile}, in other words.
     *
     * @param percent what is kept on each side, above 50, up to 100
     */
    static RangeEstimator percentile(double percent) {
        return RangeEstimatorParameters.quantile(RangeNames.beyond(percent));
    }

    /**
     * The range whose grid has the least squared error over a histogram of the elements (the idea of NNCF's and PyTorch's
     * histogram observers): what is cut off at the ends weighs against finer steps for the rest.
     */
    static RangeEstimator histogram() {
        return LeastSquares.INSTANCE;
    }

    /**
     * The range under which the elements' distribution in integers has the least divergence from that in reals
     * (Kullback and Leibler; S. Migacz, <i>8-bit Inference with TensorRT</i>, 2017). It cuts off much, as for convolutions
     * behind ReLU.
     */
    static RangeEstimator entropy() {
        return Entropy.INSTANCE;
    }

    /** Of weights: the range with the least squared error, channel by channel. */
    static RangeEstimator mse() {
        return LeastSquares.INSTANCE;
    }

    /**
     * The estimator of this name: {@code min-max}, {@code mean}, {@code median}, {@code mean-no-outliers},
     * {@code median-no-outliers}, {@code quantile}, {@code percentile}, {@code histogram}, {@code mse} or
     * {@code entropy}; some with a number behind, as in {@code percentile=99.99}.
     *
     * @throws octet.problem.BadSettingsException when there is none, with the nearest names
     */
    static RangeEstimator named(String name) {
        return RangeNames.find(name);
    }
}
