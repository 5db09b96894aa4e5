package octet.metric;

import java.util.function.ToDoubleBiFunction;
import octet.data.Tensor;

/** See {@link Metric#of}. */
record FunctionMetric(String name, ToDoubleBiFunction<Tensor, Object> function) implements Metric {

    @Override
    public Score score(Prediction prediction) {
        return new Score(function.applyAsDouble(prediction.first(), prediction.label()), 1);
    }

    @Override
    public boolean needsLabels() {
        return false;
    }
}
