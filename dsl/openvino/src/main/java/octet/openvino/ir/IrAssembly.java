package octet.openvino.ir;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts an edited model together: the layers that are still needed, their edges, their weights.
 *
 * @param ir the model before
 * @param elements the layers by number, in their order
 * @param inputs what each layer reads
 * @param constants the bytes of constants that were put in
 * @param read the layers that something reads or did read
 */
record IrAssembly(
        Ir ir,
        Map<Integer, XmlElement> elements,
        Map<Integer, List<Source>> inputs,
        Map<Integer, ByteBuffer> constants,
        Set<Integer> read) {

    /**
     * The model.
     *
     * @param information what it says of itself
     */
    IrFile build(XmlElement information) {
        Set<Integer> live = live();
        List<XmlElement> layers = new ArrayList<>();
        var weights = new WeightLayout(ir.weights(), ir.root());
        elements.forEach((id, element) -> {
            if (live.contains(id)) {
                ByteBuffer own = constants.get(id);
                if (own != null) {
                    weights.add(own);
                } else {
                    weights.keep(element);
                }
            }
        });
        weights.settle();
        elements.forEach((id, element) -> {
            if (live.contains(id)) {
                ByteBuffer own = constants.get(id);
                layers.add(own != null ? weights.placed(element, own) : weights.moved(element));
            }
        });
        List<XmlElement> parts = new ArrayList<>();
        for (XmlElement part : ir.root().children()) {
            switch (part.name()) {
                case "layers" -> parts.add(part.with(layers));
                case "edges" -> parts.add(part.with(edges(part, live)));
                case "rt_info" -> parts.add(information);
                default -> parts.add(part);
            }
        }
        if (ir.root().child("rt_info").isEmpty() && !information.children().isEmpty()) {
            parts.add(information);
        }
        return new IrFile(XmlWriter.write(ir.root().with(parts)), weights.parts());
    }

    /** All layers but those that have lost their last reader, and what only these read. */
    private Set<Integer> live() {
        Map<Integer, Integer> readers = new HashMap<>();
        inputs.values().forEach(sources -> sources.forEach(source -> readers.merge(source.layer(), 1, Integer::sum)));
        Set<Integer> live = new HashSet<>(elements.keySet());
        List<Integer> dead = new ArrayList<>();
        for (int id : elements.keySet()) {
            if (read.contains(id) && !readers.containsKey(id)) {
                dead.add(id);
            }
        }
        while (!dead.isEmpty()) {
            int id = dead.remove(dead.size() - 1);
            live.remove(id);
            for (Source source : inputs.get(id)) {
                if (readers.merge(source.layer(), -1, Integer::sum) == 0) {
                    dead.add(source.layer());
                }
            }
        }
        return live;
    }

    /** Those that are as they were in the order they had, then the others. */
    private List<XmlElement> edges(XmlElement before, Set<Integer> live) {
        List<XmlElement> kept = new ArrayList<>();
        Set<String> done = new HashSet<>();
        for (XmlElement edge : before.children()) {
            int to = Integer.parseInt(edge.attribute("to-layer").orElseThrow().strip());
            int port = Integer.parseInt(edge.attribute("to-port").orElseThrow().strip());
            int index = indexOf(to, port);
            Source source = inputs.get(to).get(index);
            done.add(to + ":" + index);
            if (live.contains(to)) {
                kept.add(from(edge, source));
            }
        }
        elements.keySet().stream().filter(live::contains).forEach(id -> {
            for (int i = 0; i < inputs.get(id).size(); i++) {
                if (done.add(id + ":" + i)) {
                    Source source = inputs.get(id).get(i);
                    kept.add(XmlElement.of(
                            "edge",
                            List.of(
                                    "from-layer",
                                    Integer.toString(source.layer()),
                                    "from-port",
                                    Integer.toString(source.port()),
                                    "to-layer",
                                    Integer.toString(id),
                                    "to-port",
                                    Integer.toString(i))));
                }
            }
        });
        return kept;
    }

    private static XmlElement from(XmlElement edge, Source source) {
        String layer = Integer.toString(source.layer());
        String port = Integer.toString(source.port());
        boolean same = edge.attribute("from-layer").orElseThrow().equals(layer)
                && edge.attribute("from-port").orElseThrow().equals(port);
        return same ? edge : edge.with("from-layer", layer).with("from-port", port);
    }

    private int indexOf(int layer, int port) {
        List<Port> of = ir.layers().get(layer).inputs();
        for (int i = 0; i < of.size(); i++) {
            if (of.get(i).id() == port) {
                return i;
            }
        }
        throw new IllegalStateException("checked on reading");
    }
}
