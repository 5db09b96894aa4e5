package octet.openvino.ir;

import java.util.List;
import java.util.Optional;

/**
 * An operation, a constant, an input or an output of a model.
 *
 * @param id its number
 * @param name its friendly name
 * @param type its operator, such as {@code Convolution}
 * @param opset the set that the operator is of, such as {@code opset1}
 * @param inputs its input ports, in their order
 * @param outputs its output ports, in their order
 * @param element all that is said of it
 */
public record Layer(
        int id, String name, String type, String opset, List<Port> inputs, List<Port> outputs, XmlElement element) {

    /** Copies the lists. */
    public Layer {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    static Layer of(XmlElement element) {
        String name = element.attribute("name").orElse("");
        try {
            return new Layer(
                    Numbers.count(element.attribute("id").orElse(""), "its number"),
                    name,
                    element.attribute("type").orElse(""),
                    element.attribute("version").orElse("opset1"),
                    element.grandchildren("input", "port").map(Port::of).toList(),
                    element.grandchildren("output", "port").map(Port::of).toList(),
                    element);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the layer '" + Numbers.abbreviated(name) + "': " + e.getMessage(), e);
        }
    }

    /** An attribute of the operator; empty where it is left out. */
    public Optional<String> data(String attribute) {
        return element.child("data").flatMap(data -> data.attribute(attribute));
    }

    /** An attribute of the operator that is true or false; false where it is left out. */
    public boolean flag(String attribute) {
        return data(attribute)
                .filter(text -> text.equalsIgnoreCase("true") || text.equals("1"))
                .isPresent();
    }

    /** An attribute of the operator that is a number. */
    public double real(String attribute, double absent) {
        try {
            return data(attribute).map(Double::parseDouble).orElse(absent);
        } catch (NumberFormatException e) {
            return absent;
        }
    }

    /** Whether it is of this operator. */
    public boolean is(String operator) {
        return type.equals(operator);
    }

    /** The output port of this number. */
    public Port output(int port) {
        return outputs.stream()
                .filter(output -> output.id() == port)
                .findFirst()
                .orElseThrow();
    }
}
