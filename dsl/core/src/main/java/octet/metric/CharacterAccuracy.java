package octet.metric;

import java.util.function.Function;
import octet.data.Tensor;
import octet.problem.EditDistance;

/** See {@link Metric#characterAccuracy}. */
record CharacterAccuracy(Function<Tensor, String> decode) implements Metric {

    @Override
    public String name() {
        return "character accuracy";
    }

    @Override
    public Score score(Prediction prediction) {
        String label = prediction.label().toString();
        int errors = EditDistance.between(decode.apply(prediction.first()), label);
        int characters = Math.max(1, label.length());
        return new Score(1 - errors / (double) characters, characters);
    }
}
