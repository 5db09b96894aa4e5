package octet.openvino.ir;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a text in XML into elements. It is untrusted: a document type is refused, so that there are no entities and
 * nothing outside is read, and size, depth and number of elements are bounded.
 */
final class XmlReader {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_ELEMENTS = 2_000_000;
    private static final int MAX_ATTRIBUTE = 16 << 20;

    private final Deque<Open> open = new ArrayDeque<>();
    private int elements;

    /** What is wrong with a text, in words. */
    static final class Fault extends Exception {
        private static final long serialVersionUID = 1;

        Fault(String message) {
            super(message, null, false, false);
        }
    }

    private record Open(String name, List<String> attributes, StringBuilder text, List<XmlElement> children) {}

    private XmlReader() {}

    static XmlElement read(byte[] bytes) throws Fault {
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(bytes));
            try {
                return new XmlReader().read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            String where =
                    e.getLocation() == null ? "" : "at line " + e.getLocation().getLineNumber() + ": ";
            throw new Fault("is no well-formed XML, " + where
                    + String.valueOf(e.getMessage())
                            .replaceAll("(?s).*Message: ", "")
                            .replaceAll("\\s+", " "));
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    private XmlElement read(XMLStreamReader reader) throws XMLStreamException, Fault {
        XmlElement last = null;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD ->
                    throw new Fault("has a document type (DOCTYPE), which could read other files");
                case XMLStreamConstants.ENTITY_REFERENCE -> throw new Fault("refers to entities, which are not read");
                case XMLStreamConstants.START_ELEMENT -> start(reader);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!open.isEmpty() && !reader.isWhiteSpace()) {
                        open.peek().text.append(reader.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    Open done = open.pop();
                    last = new XmlElement(done.name, done.attributes, done.text.toString(), done.children);
                    if (!open.isEmpty()) {
                        open.peek().children.add(last);
                    }
                }
                default -> {}
            }
        }
        return last;
    }

    private void start(XMLStreamReader reader) throws Fault {
        if (open.size() == MAX_DEPTH) {
            throw new Fault("nests elements more than " + MAX_DEPTH + " deep");
        }
        if (++elements > MAX_ELEMENTS) {
            throw new Fault("has more than " + MAX_ELEMENTS + " elements");
        }
        List<String> attributes = new ArrayList<>(2 * reader.getAttributeCount());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String value = reader.getAttributeValue(i);
            if (value.length() > MAX_ATTRIBUTE) {
                throw new Fault("has the attribute '" + reader.getAttributeLocalName(i) + "' of " + value.length()
                        + " characters, more than " + MAX_ATTRIBUTE);
            }
            attributes.add(name(reader.getAttributePrefix(i), reader.getAttributeLocalName(i)));
            attributes.add(value);
        }
        open.push(new Open(
                name(reader.getPrefix(), reader.getLocalName()), attributes, new StringBuilder(), new ArrayList<>()));
    }

    private static String name(String prefix, String local) {
        return prefix == null || prefix.isEmpty() ? local : prefix + ":" + local;
    }
}
