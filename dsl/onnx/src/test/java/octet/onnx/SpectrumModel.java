package octet.onnx;

/** A model whose first convolutions int8 ruins, as a logarithm makes their small values count. */
final class SpectrumModel {
    private static final int CHANNELS = 8;

    private SpectrumModel() {}

    /** Filters whose responses differ by powers of ten; energies; logarithms; then convolutions that do no harm. */
    static TestModel build() {
        TestModel model = TestModel.opset(13)
                .input("x", 1, 4, 1, 64)
                .floats("tiny", new float[] {1e-10f})
                .floats("nine", new float[] {9});
        for (int i = 0; i < 2; i++) {
            float[] filters = TestModel.gaussian(i, CHANNELS, 4, 1, 1);
            for (int j = 0; j < filters.length; j++) {
                filters[j] *= (float) Math.pow(10, -(j * CHANNELS / filters.length) / 1.5);
            }
            model.floats("w" + i, filters, CHANNELS, 4, 1, 1)
                    .node("Conv", "front/filter_" + i, "x", "w" + i)
                    .node("Mul", "power" + i, "front/filter_" + i, "front/filter_" + i);
        }
        return model.node("Add", "power", "power0", "power1")
                .node("Add", "above", "power", "tiny")
                .node("Log", "raw", "above")
                .node("Add", "log", "raw", "nine")
                .gaussian("v", 6, CHANNELS, 1, 1)
                .node("Conv", "head/mix", "log", "v")
                .node("Relu", "relu", "head/mix")
                .gaussian("u", 3, 6, 1, 1)
                .node("Conv", "y", "relu", "u")
                .node("Sigmoid", "s", "log")
                .output("y")
                .output("s");
    }
}
