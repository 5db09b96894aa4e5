package octet.engine;

import java.util.Map;
import java.util.function.UnaryOperator;
import octet.data.Tensor;
import octet.format.Session;

/** A model that is a function of its one input {@code x} to its one output {@code y}. */
record FakeSession(UnaryOperator<float[]> function) implements Session {
    static FakeSession times(float factor) {
        return new FakeSession(x -> {
            float[] y = x.clone();
            for (int i = 0; i < y.length; i++) {
                y[i] *= factor;
            }
            return y;
        });
    }

    @Override
    public Map<String, Tensor> run(Map<String, Tensor> inputs) {
        float[] y = function.apply(inputs.get("x").floats());
        return Map.of("y", Tensor.of(y, 1, y.length));
    }

    @Override
    public void close() {}
}
