package octet.openvino.ir;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import octet.graph.Shape;

/**
 * Changes of a copy of a model: layers to add, and what others read instead of what they read before. Not thread-safe.
 *
 * <p>Layers that nothing reads any more, and that something did read, are left out of what {@link #build} makes, with
 * their weights.
 */
public final class IrEditor {

    private final Ir ir;
    private final Map<Integer, XmlElement> elements = new LinkedHashMap<>();
    private final Map<Integer, List<Source>> inputs = new HashMap<>();
    private final Map<Source, XmlElement> ports = new HashMap<>();
    private final Map<Source, Port> known = new HashMap<>();
    private final Map<Integer, ByteBuffer> constants = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Set<Integer> read = new HashSet<>();
    private XmlElement information;
    private int next;

    /** Begins with the model as it is. */
    public IrEditor(Ir ir) {
        this.ir = ir;
        this.information = ir.root().child("rt_info").orElse(XmlElement.of("rt_info", List.of()));
        for (Layer layer : ir.layers().values()) {
            elements.put(layer.id(), layer.element());
            inputs.put(layer.id(), new ArrayList<>(ir.inputs(layer)));
            ir.inputs(layer).forEach(source -> read.add(source.layer()));
            List<XmlElement> outputs =
                    layer.element().grandchildren("output", "port").toList();
            for (int i = 0; i < outputs.size(); i++) {
                Port port = layer.outputs().get(i);
                known.put(new Source(layer.id(), port.id()), port);
                ports.put(new Source(layer.id(), port.id()), outputs.get(i));
            }
            names.add(layer.name());
            next = Math.max(next, layer.id() + 1);
        }
    }

    /** The wanted name, or with a number behind it where another layer has it. */
    private String fresh(String wanted) {
        String name = wanted;
        for (int i = 1; !names.add(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }

    /** Adds a constant. */
    public Source constant(String name, ElementType type, ByteBuffer bytes, Shape shape) {
        String dims = String.join(
                ", ", shape.dims().stream().map(dim -> Long.toString(dim)).toList());
        int id = add(
                name,
                "Const",
                "opset1",
                List.of(
                        "element_type",
                        type.attribute(),
                        "shape",
                        dims,
                        "offset",
                        "0",
                        "size",
                        Integer.toString(bytes.remaining())),
                List.of(),
                type.precision(),
                shape);
        constants.put(id, bytes.duplicate());
        return new Source(id, 0);
    }

    /**
     * Adds an operation with one output.
     *
     * @param data names and values of its attributes by turns
     * @param type of its output
     * @param shape of its output, for readers other than OpenVINO, which works it out itself
     */
    public Source operation(
            String name,
            String operator,
            String opset,
            List<String> data,
            List<Source> from,
            String type,
            Shape shape) {
        return new Source(add(name, operator, opset, data, from, type, shape), from.size());
    }

    /** Adds an input of the model, behind all others. */
    public Source parameter(String name, ElementType type, Shape shape) {
        String dims = String.join(
                ",", shape.dims().stream().map(dim -> Long.toString(dim)).toList());
        List<String> data = List.of("shape", dims, "element_type", type.attribute());
        return new Source(add(name, "Parameter", "opset1", data, List.of(), type.precision(), shape), 0);
    }

    /** Lets an input of the model have this shape alone. */
    public void fix(Source parameter, Shape shape) {
        XmlElement layer = elements.get(parameter.layer());
        String dims = String.join(
                ",", shape.dims().stream().map(dim -> Long.toString(dim)).toList());
        XmlElement data = layer.child("data").orElseThrow().with("shape", dims);
        elements.put(parameter.layer(), layer.with(data));
        XmlElement port = ports.get(parameter);
        replace(
                parameter,
                port.with(Port.element(parameter.port(), precision(parameter), shape)
                        .children()));
    }

    /** Adds an output of the model, behind all others. */
    public void result(String name, Source of) {
        add(name, "Result", "opset1", List.of(), List.of(of), null, null);
    }

    private int add(
            String name,
            String operator,
            String opset,
            List<String> data,
            List<Source> from,
            String precision,
            Shape shape) {
        int id = next++;
        List<XmlElement> parts = new ArrayList<>();
        if (!data.isEmpty()) {
            parts.add(XmlElement.of("data", data));
        }
        if (!from.isEmpty()) {
            List<XmlElement> read = new ArrayList<>();
            for (int i = 0; i < from.size(); i++) {
                read.add(Port.element(i, precision(from.get(i)), shape(from.get(i))));
            }
            parts.add(XmlElement.of("input", List.of(), read.toArray(XmlElement[]::new)));
        }
        if (precision != null) {
            XmlElement port = Port.element(from.size(), precision, shape);
            ports.put(new Source(id, from.size()), port);
            known.put(new Source(id, from.size()), new Port(from.size(), precision, shape, List.of()));
            parts.add(XmlElement.of("output", List.of(), port));
        }
        List<String> attributes =
                List.of("id", Integer.toString(id), "name", fresh(name), "type", operator, "version", opset);
        elements.put(id, XmlElement.of("layer", attributes, parts.toArray(XmlElement[]::new)));
        inputs.put(id, new ArrayList<>(from));
        from.forEach(source -> this.read.add(source.layer()));
        return id;
    }

    /** The type of a value's elements, as ports spell it. */
    public String precision(Source source) {
        return known.get(source).precision();
    }

    /** The shape of a value. */
    public Shape shape(Source source) {
        return known.get(source).shape();
    }

    /** Lets an input of a layer read another value. */
    public void redirect(int layer, int input, Source to) {
        inputs.get(layer).set(input, to);
        read.add(to.layer());
    }

    /** What an input of a layer reads as things stand. */
    public Source input(int layer, int input) {
        return inputs.get(layer).get(input);
    }

    /** Gives the names by which the one value is known to the other, which is then an output under them. */
    public void moveNames(Source from, Source to) {
        XmlElement port = ports.get(from);
        port.attribute("names").ifPresent(text -> {
            replace(from, port.without("names"));
            replace(to, ports.get(to).with("names", text));
        });
    }

    private void replace(Source source, XmlElement port) {
        ports.put(source, port);
        known.put(source, Port.of(port));
        XmlElement layer = elements.get(source.layer());
        XmlElement output = layer.child("output").orElseThrow();
        List<XmlElement> changed = new ArrayList<>();
        for (XmlElement other : output.children()) {
            boolean same = other.name().equals("port") && Port.of(other).id() == source.port();
            changed.add(same ? port : other);
        }
        elements.put(source.layer(), layer.with(output.with(changed)));
    }

    /** Adds to what the model says of itself, in the place of what it said under the same name. */
    public void information(XmlElement element) {
        information = information.with(element);
    }

    /** The changed model. */
    public IrFile build() {
        return new IrAssembly(ir, elements, inputs, constants, read).build(information);
    }
}
