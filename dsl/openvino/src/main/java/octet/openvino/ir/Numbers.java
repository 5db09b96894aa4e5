package octet.openvino.ir;

import java.util.ArrayList;
import java.util.List;
import octet.graph.Shape;

/** Reads numbers from the texts of attributes, which are untrusted. */
public final class Numbers {

    private Numbers() {}

    /** A number from 0 that fits an {@code int}. */
    static int count(String text, String what) {
        return (int) number(text, what, "\\d{1,9}");
    }

    /** A number of bytes. */
    static long bytes(String text, String what) {
        return number(text, what, "\\d{1,18}");
    }

    private static long number(String text, String what, String form) {
        String stripped = text.strip();
        if (!stripped.matches(form)) {
            throw new IllegalArgumentException(what + " is '" + abbreviated(text) + "', no number from 0");
        }
        return Long.parseLong(stripped);
    }

    /** The length of an axis, which may not be known. */
    static long dim(String text) {
        String stripped = text.strip();
        if (stripped.equals("?") || stripped.equals("-1") || stripped.contains("..")) {
            return Shape.DYNAMIC;
        }
        return number(stripped, "the length of an axis", "\\d{1,18}");
    }

    /** A static shape, its lengths joined by commas; empty for a single number. */
    static Shape shape(String text) {
        List<Long> dims = new ArrayList<>();
        for (String part : text.split(",", Port.MAX_AXES + 1)) {
            if (!part.isBlank()) {
                dims.add(number(part, "the length of an axis", "\\d{1,18}"));
            }
        }
        return new Shape(dims);
    }

    /** Integers joined by commas; other texts are left out. */
    public static List<Long> list(String text) {
        List<Long> numbers = new ArrayList<>();
        for (String part : text.split(",")) {
            if (part.strip().matches("-?\\d{1,18}")) {
                numbers.add(Long.parseLong(part.strip()));
            }
        }
        return numbers;
    }

    static String abbreviated(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }
}
