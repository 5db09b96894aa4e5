package octet.openvino.ir;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes elements as OpenVINO does: one a line, a tab a level, so that what was not changed comes out as it was. */
final class XmlWriter {

    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\"?>\n");

    private XmlWriter() {}

    static byte[] write(XmlElement root) {
        var writer = new XmlWriter();
        writer.element(root, 0);
        return writer.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void element(XmlElement element, int depth) {
        indent(depth);
        out.append('<').append(element.name());
        attributes(element.attributes());
        if (element.children().isEmpty() && element.text().isEmpty()) {
            out.append(" />\n");
            return;
        }
        out.append('>');
        escape(element.text(), false);
        if (!element.children().isEmpty()) {
            out.append('\n');
            for (XmlElement child : element.children()) {
                element(child, depth + 1);
            }
            indent(depth);
        }
        out.append("</").append(element.name()).append(">\n");
    }

    private void indent(int depth) {
        for (int i = 0; i < depth; i++) {
            out.append('\t');
        }
    }

    private void attributes(List<String> attributes) {
        for (int i = 0; i < attributes.size(); i += 2) {
            out.append(' ').append(attributes.get(i)).append("=\"");
            escape(attributes.get(i + 1), true);
            out.append('"');
        }
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '&' || c == '<' || c == '>' || c == '"') {
                return false;
            }
        }
        return true;
    }

    private void escape(String text, boolean attribute) {
        if (isPlain(text)) {
            out.append(text);
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append(attribute ? ">" : "&gt;");
                case '"' -> out.append(attribute ? "&quot;" : "\"");
                default -> {
                    if (c < ' ' && (attribute || c != '\t' && c != '\n' && c != '\r')) {
                        out.append("&#")
                                .append(c < 10 ? "0" : "")
                                .append((int) c)
                                .append(';');
                    } else {
                        out.append(c);
                    }
                }
            }
        }
    }
}
