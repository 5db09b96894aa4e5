package octet.openvino.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An element of a text in XML. Immutable.
 *
 * @param name its name
 * @param attributes names and values by turns, in their order
 * @param text the text inside, where there are no elements
 * @param children the elements inside
 */
public record XmlElement(String name, List<String> attributes, String text, List<XmlElement> children) {

    /** Copies the lists. */
    public XmlElement {
        attributes = List.copyOf(attributes);
        children = List.copyOf(children);
    }

    /** An element that holds others. */
    public static XmlElement of(String name, List<String> attributes, XmlElement... children) {
        return new XmlElement(name, attributes, "", List.of(children));
    }

    /** The value of an attribute; empty where there is none. */
    public Optional<String> attribute(String wanted) {
        for (int i = 0; i < attributes.size(); i += 2) {
            if (attributes.get(i).equals(wanted)) {
                return Optional.of(attributes.get(i + 1));
            }
        }
        return Optional.empty();
    }

    /** The first element inside of this name. */
    public Optional<XmlElement> child(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted)).findFirst();
    }

    /** The elements of one name inside the first element of another: the ports of an output. */
    public Stream<XmlElement> grandchildren(String of, String wanted) {
        return child(of).stream().flatMap(child -> child.children.stream()).filter(c -> c.name.equals(wanted));
    }

    /** The same with another value of an attribute, which is added where it is not there. */
    public XmlElement with(String attribute, String value) {
        List<String> changed = new ArrayList<>(attributes);
        for (int i = 0; i < changed.size(); i += 2) {
            if (changed.get(i).equals(attribute)) {
                changed.set(i + 1, value);
                return new XmlElement(name, changed, text, children);
            }
        }
        changed.add(attribute);
        changed.add(value);
        return new XmlElement(name, changed, text, children);
    }

    /** The same without an attribute. */
    public XmlElement without(String attribute) {
        List<String> changed = new ArrayList<>();
        for (int i = 0; i < attributes.size(); i += 2) {
            if (!attributes.get(i).equals(attribute)) {
                changed.add(attributes.get(i));
                changed.add(attributes.get(i + 1));
            }
        }
        return new XmlElement(name, changed, text, children);
    }

    /** The same with other elements inside. */
    public XmlElement with(List<XmlElement> newChildren) {
        return new XmlElement(name, attributes, text, newChildren);
    }

    /** The same with the element in the place of the one of its name, or behind all where there is none. */
    public XmlElement with(XmlElement child) {
        List<XmlElement> changed = new ArrayList<>(children);
        for (int i = 0; i < changed.size(); i++) {
            if (changed.get(i).name.equals(child.name)) {
                changed.set(i, child);
                return with(changed);
            }
        }
        changed.add(child);
        return with(changed);
    }
}
