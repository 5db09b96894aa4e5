package octet.openvino.ir;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import octet.openvino.ir.Constants.Slice;

/**
 * Lays out the weights of a changed model: those that stay in the order they had, then the new ones. Where all stay,
 * they stay where they were.
 */
final class WeightLayout {

    private static final int ALIGNMENT = 16;

    /** Elements that hold no layers. */
    private static final Set<String> BARE = Set.of("data", "input", "output", "edges", "rt_info");

    private final Weights before;
    /** The slices that stay, by where they begin, each as long as its longest reader wants. */
    private final TreeMap<Long, Long> kept = new TreeMap<>();

    private final List<ByteBuffer> added = new ArrayList<>();
    private final Map<Long, Long> moved = new HashMap<>();
    private final Map<ByteBuffer, Long> placed = new IdentityHashMap<>();
    private final List<ByteBuffer> parts = new ArrayList<>();
    private long size;

    private final TreeMap<Long, Long> all = new TreeMap<>();

    /** @param model the model before it was changed */
    WeightLayout(Weights before, XmlElement model) {
        this.before = before;
        collect(model, all);
    }

    /** Keeps the weights of a layer and of all that it holds inside. */
    void keep(XmlElement element) {
        collect(element, kept);
    }

    private static void collect(XmlElement element, TreeMap<Long, Long> slices) {
        if (Constants.isConstant(element)) {
            Slice slice = Constants.slice(element);
            slices.merge(slice.offset(), slice.length(), Math::max);
            return;
        }
        for (XmlElement child : element.children()) {
            if (mayHoldConstants(child)) {
                collect(child, slices);
            }
        }
    }

    /** Most of a model is ports and edges. */
    private static boolean mayHoldConstants(XmlElement element) {
        return !element.children().isEmpty() && !BARE.contains(element.name());
    }

    /** Adds new ones. */
    void add(ByteBuffer bytes) {
        added.add(bytes);
    }

    /** Decides where everything goes. */
    void settle() {
        if (kept.equals(all)) {
            kept.keySet().forEach(offset -> moved.put(offset, offset));
            long piece = 1 << 30;
            for (long at = 0; at < before.size(); at += piece) {
                append(before.bytes(new Slice(at, Math.min(piece, before.size() - at))));
            }
        } else {
            kept.forEach((offset, length) -> {
                align();
                moved.put(offset, size);
                // No constant is longer than a buffer but one that no part of a model can be.
                append(before.bytes(new Slice(offset, length)));
            });
        }
        for (ByteBuffer bytes : added) {
            align();
            placed.put(bytes, size);
            append(bytes);
        }
    }

    private void align() {
        int gap = (int) (-size & ALIGNMENT - 1);
        if (gap > 0) {
            append(ByteBuffer.allocate(gap));
        }
    }

    private void append(ByteBuffer bytes) {
        parts.add(bytes);
        size += bytes.remaining();
    }

    /** The layer with the new places of its weights, and of those inside. */
    XmlElement moved(XmlElement element) {
        if (Constants.isConstant(element)) {
            long offset = Constants.slice(element).offset();
            long now = moved.get(offset);
            return now == offset ? element : at(element, now);
        }
        List<XmlElement> children = new ArrayList<>(element.children());
        boolean changed = false;
        for (int i = 0; i < children.size(); i++) {
            XmlElement child = children.get(i);
            if (mayHoldConstants(child)) {
                children.set(i, moved(child));
                changed |= children.get(i) != child;
            }
        }
        return changed ? element.with(children) : element;
    }

    /** The layer of an added constant with its place. */
    XmlElement placed(XmlElement element, ByteBuffer bytes) {
        return at(element, placed.get(bytes));
    }

    private static XmlElement at(XmlElement constant, long offset) {
        XmlElement data = constant.child("data").orElseThrow();
        return constant.with(data.with("offset", Long.toString(offset)));
    }

    /** All weights, one part after another. */
    List<ByteBuffer> parts() {
        return parts;
    }
}
