package octet.openvino.ir;

import java.util.Map;
import java.util.Optional;
import octet.graph.Shape;

/** Where constants lie, and whether what is said of them agrees. */
final class Constants {

    /** Bits of an element, by the name that attributes have for its type. */
    private static final Map<String, Integer> BITS = Map.ofEntries(
            Map.entry("f64", 64),
            Map.entry("i64", 64),
            Map.entry("u64", 64),
            Map.entry("f32", 32),
            Map.entry("i32", 32),
            Map.entry("u32", 32),
            Map.entry("f16", 16),
            Map.entry("bf16", 16),
            Map.entry("i16", 16),
            Map.entry("u16", 16),
            Map.entry("i8", 8),
            Map.entry("u8", 8),
            Map.entry("boolean", 8),
            Map.entry("f8e4m3", 8),
            Map.entry("f8e5m2", 8),
            Map.entry("f8e8m0", 8),
            Map.entry("i4", 4),
            Map.entry("u4", 4),
            Map.entry("nf4", 4),
            Map.entry("f4e2m1", 4),
            Map.entry("u1", 1));

    private Constants() {}

    /** Part of the weights. */
    record Slice(long offset, long length) {}

    /** Whether the element says where a constant lies: in a layer, or in a layer of a body. */
    static boolean isConstant(XmlElement layer) {
        return layer.name().equals("layer")
                && layer.attribute("type").filter("Const"::equals).isPresent();
    }

    static Slice slice(Layer constant) {
        return slice(constant.element());
    }

    /** @throws IllegalArgumentException when it is not said, with what is wrong as its message */
    static Slice slice(XmlElement constant) {
        XmlElement data = constant.child("data")
                .orElseThrow(() -> new IllegalArgumentException("it does not say where its data lie"));
        return new Slice(
                Numbers.bytes(data.attribute("offset").orElse(""), "the offset of its data"),
                Numbers.bytes(data.attribute("size").orElse(""), "the size of its data"));
    }

    /** What is wrong with a constant; empty for a sound one. */
    static Optional<String> problem(XmlElement constant, long available) {
        Slice slice;
        Shape shape;
        long elements;
        try {
            slice = slice(constant);
            shape = Numbers.shape(
                    constant.child("data").orElseThrow().attribute("shape").orElse(""));
            elements = shape.elements();
        } catch (IllegalArgumentException e) {
            return Optional.of("is faulty: " + e.getMessage());
        } catch (ArithmeticException e) {
            return Optional.of("has a shape that is larger than any memory");
        }
        if (slice.length() > available || slice.offset() > available - slice.length()) {
            return Optional.of("wants " + slice.length() + " bytes from byte " + slice.offset()
                    + " of the weights, which have " + available);
        }
        String type =
                constant.child("data").orElseThrow().attribute("element_type").orElse("");
        Integer bits = BITS.get(type);
        if (bits == null) {
            // Strings and what later releases may bring are kept as they are.
            return Optional.empty();
        }
        boolean fits = elements <= (Long.MAX_VALUE - 7) / bits && (elements * bits + 7) / 8 == slice.length();
        return fits
                ? Optional.empty()
                : Optional.of("has the shape " + shape + " of " + type + " but " + slice.length() + " bytes");
    }
}
