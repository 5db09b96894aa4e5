package octet.openvino;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import octet.openvino.ir.XmlElement;
import octet.plan.Plan;

/**
 * What a quantized model says of how it was made, where OpenVINO keeps such ({@code rt_info}): the keys are those that
 * NNCF writes under its own name, as far as they apply, and texts as they are given.
 */
final class Information {

    private Information() {}

    static XmlElement of(Plan plan, Map<String, String> texts) {
        List<XmlElement> quantization = new ArrayList<>();
        quantization.add(value("target_device", plan.target()));
        if (plan.transformer()) {
            quantization.add(value("model_type", "transformer"));
        }
        if (!plan.precision().equals("int8")) {
            quantization.add(value("mode", plan.precision().replace("float", "fp")));
        }
        quantization.add(value("activation_quantizers", plan.activations().size()));
        quantization.add(value("weight_quantizers", plan.weights().size()));
        quantization.add(value("bias_correction", plan.corrected()));
        plan.corrections()
                .forEach(correction -> quantization.add(value(
                        correction.name().replace(' ', '_'),
                        correction.kept() ? correction.how() : "dropped: " + correction.how())));
        List<XmlElement> parts = new ArrayList<>();
        parts.add(new XmlElement("quantization", List.of(), "", quantization));
        texts.forEach((key, text) -> parts.add(value(key.replaceAll("[^A-Za-z0-9_]", "_"), text)));
        return new XmlElement("octet", List.of(), "", parts);
    }

    private static XmlElement value(String key, Object value) {
        return XmlElement.of(key, List.of("value", String.valueOf(value)));
    }
}
