package octet.metric;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** See {@link Metric#overall(String, Function, ToDoubleFunction)}. */
record Overall<T>(String name, Function<Prediction, T> part, ToDoubleFunction<List<T>> total) implements Metric {

    @Override
    public Score score(Prediction prediction) {
        return new Score(Double.NaN, 1, part.apply(prediction));
    }

    @Override
    public double total(List<Score> scores) {
        return total.applyAsDouble(scores.stream().map(this::partOf).toList());
    }

    @SuppressWarnings("unchecked")
    private T partOf(Score score) {
        return (T) score.part();
    }

    @Override
    public boolean scoresSamples() {
        return false;
    }

    @Override
    public boolean needsLabels() {
        return false;
    }
}
