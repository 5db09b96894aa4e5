package octet.range;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import octet.problem.BadSettingsException;
import octet.problem.Nearest;
import octet.problem.OctetException;
import octet.problem.Words;

/** Range estimators by name. */
final class RangeNames {

    private static final Map<String, DoubleFunction<RangeEstimator>> PLAIN = new LinkedHashMap<>();
    private static final Map<String, DoubleFunction<RangeEstimator>> NUMBERED = new LinkedHashMap<>();
    private static final Map<String, Double> DEFAULTS = Map.of("percentile", 99.99);

    static {
        PLAIN.put("min-max", none -> RangeEstimator.minMax());
        PLAIN.put("mean", none -> RangeEstimator.meanMinMax());
        PLAIN.put("mean-min-max", none -> RangeEstimator.meanMinMax());
        PLAIN.put("median", none -> RangeEstimator.medianMinMax());
        PLAIN.put("median-min-max", none -> RangeEstimator.medianMinMax());
        PLAIN.put("histogram", none -> RangeEstimator.histogram());
        PLAIN.put("mse", none -> RangeEstimator.mse());
        PLAIN.put("entropy", none -> RangeEstimator.entropy());
        NUMBERED.put("mean-no-outliers", RangeEstimator::meanNoOutliers);
        NUMBERED.put("median-no-outliers", RangeEstimator::medianNoOutliers);
        NUMBERED.put("quantile", RangeEstimator::quantile);
        NUMBERED.put("percentile", RangeEstimator::percentile);
    }

    private RangeNames() {}

    static RangeEstimator find(String text) {
        int equals = text.indexOf('=');
        String name = (equals < 0 ? text : text.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
        var factory = NUMBERED.get(name);
        if (factory != null) {
            double number = equals < 0
                    ? DEFAULTS.getOrDefault(name, StatisticsCollectorParameters.DEFAULT_PROB)
                    : number(text, text.substring(equals + 1));
            return factory.apply(number);
        }
        if (equals >= 0 || !PLAIN.containsKey(name)) {
            throw unknown(text, name);
        }
        return PLAIN.get(name).apply(0);
    }

    private static double number(String text, String digits) {
        try {
            double number = Double.parseDouble(digits.strip());
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The message below says it.
        }
        throw new BadSettingsException(
                "The range '" + text + "' has no number behind its =", "such as percentile=99.99", null);
    }

    private static OctetException unknown(String text, String name) {
        var names = new ArrayList<>(PLAIN.keySet());
        names.addAll(NUMBERED.keySet());
        String nearest = PLAIN.containsKey(name) ? name + ", which takes no number" : Nearest.inWords(name, names);
        return new BadSettingsException(
                "There is no range '" + text + "'", "one of " + String.join(", ", names), "the nearest: " + nearest);
    }

    /** The share beyond a percentile. */
    static double beyond(double percent) {
        if (!(percent > 50 && percent <= 100)) {
            throw new BadSettingsException(Words.of("percentile is %s", percent), "above 50, up to 100", null);
        }
        return Numbers.beyond(percent);
    }

    static OctetException notForWeights(RangeEstimator estimator) {
        return new BadSettingsException(
                "weightsRangeEstimatorParams: '" + estimator + "' is for activations",
                "min-max, mse, quantile, or another combination of RangeEstimatorParameters",
                null);
    }
}
