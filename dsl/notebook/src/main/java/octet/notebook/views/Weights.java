package octet.notebook.views;

import java.util.Comparator;
import java.util.List;
import octet.QuantizedModel;
import octet.plan.QuantizedWeight;
import octet.problem.BadSettingsException;
import octet.problem.Nearest;

/**
 * The weights of one layer, as they were and as they are now.
 *
 * @param layer the operation's name
 * @param sqnr signal to quantization noise of the weights alone, in dB
 * @param floats the real values, row-major
 * @param int8 what the bytes stand for, in the same order
 */
record Weights(String layer, double sqnr, float[] floats, float[] int8) {

    /** Finds a layer by its name. */
    static Weights of(QuantizedModel model, String layer) {
        List<QuantizedWeight> weights = model.plan().weights();
        return weights.stream()
                .filter(weight -> name(weight).equals(layer))
                .findFirst()
                .map(weight -> of(model, weight))
                .orElseThrow(() -> new BadSettingsException(
                        "'" + layer + "' has no weights in int8",
                        "an operation with weights",
                        "nearest: "
                                + Nearest.inWords(
                                        layer,
                                        weights.stream().map(Weights::name).toList())));
    }

    /** Finds the layer whose weights lost most. */
    static Weights worst(QuantizedModel model) {
        return model.plan().weights().stream()
                .min(Comparator.comparingDouble(QuantizedWeight::sqnr))
                .map(weight -> of(model, weight))
                .orElseThrow(() -> new BadSettingsException("No weights are in int8", "a layer with weights", null));
    }

    private static Weights of(QuantizedModel model, QuantizedWeight weight) {
        float[] floats = model.model()
                .graph()
                .constant(weight.spot().weight().constant())
                .orElseThrow()
                .floats();
        return new Weights(name(weight), weight.sqnr(), floats, weight.tensor().dequantize());
    }

    private static String name(QuantizedWeight weight) {
        return weight.spot().node().name();
    }
}
