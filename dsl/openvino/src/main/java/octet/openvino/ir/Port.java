package octet.openvino.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import octet.graph.Shape;

/**
 * A port of a layer.
 *
 * @param id its number among all ports of the layer
 * @param precision the type of its elements as ports spell it, such as {@code FP32}; empty where it is left out
 * @param shape its shape, of no axes also where their number is not known
 * @param names the names of the tensor, the first of which users know it by
 */
public record Port(int id, String precision, Shape shape, List<String> names) {

    static final int MAX_AXES = 64;

    /** Copies the list. */
    public Port {
        names = List.copyOf(names);
    }

    /** @throws IllegalArgumentException when a number is none, with what is wrong as its message */
    static Port of(XmlElement element) {
        int id = Numbers.count(element.attribute("id").orElse(""), "the number of a port");
        List<Long> dims = new ArrayList<>();
        for (XmlElement dim : element.children()) {
            if (dim.name().equals("dim")) {
                dims.add(Numbers.dim(dim.text()));
            }
        }
        if (dims.size() > MAX_AXES) {
            throw new IllegalArgumentException("has a port of " + dims.size() + " axes");
        }
        Optional<String> names = element.attribute("names");
        return new Port(
                id,
                element.attribute("precision").orElse(""),
                new Shape(dims),
                names.map(Port::split).orElse(List.of()));
    }

    /** Names are joined by commas; a comma in a name has a backslash before it. */
    static List<String> split(String names) {
        if (names.indexOf(',') < 0) {
            return names.isEmpty() ? List.of() : List.of(names);
        }
        List<String> found = new ArrayList<>();
        var name = new StringBuilder();
        for (int i = 0; i < names.length(); i++) {
            char c = names.charAt(i);
            if (c == '\\' && i + 1 < names.length() && names.charAt(i + 1) == ',') {
                name.append(names.charAt(++i));
            } else if (c == ',') {
                found.add(name.toString());
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        found.add(name.toString());
        found.removeIf(String::isEmpty);
        return found;
    }

    /** The port as an element, without the tensor's names. */
    static XmlElement element(int id, String precision, Shape shape) {
        List<XmlElement> dims = new ArrayList<>();
        shape.dims().forEach(dim -> dims.add(new XmlElement("dim", List.of(), Long.toString(dim), List.of())));
        return new XmlElement("port", List.of("id", Integer.toString(id), "precision", precision), "", dims);
    }
}
