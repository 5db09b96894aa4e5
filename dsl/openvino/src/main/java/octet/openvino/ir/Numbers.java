package octet.openvino.ir;

import java.util.ArrayList;
import java.util.List;
import octet.graph.Shape;

/** Reads numbers from the texts of attributes, which are untrusted. */
public final class Numbers {

    /** So many always fit a {@code long}. */
    private static final int DIGITS = 18;

    private Numbers() {}

    /** A number from 0 that fits an {@code int}. */
    static int count(String text, String what) {
        return (int) number(text, what, 9);
    }

    /** A number of bytes. */
    static long bytes(String text, String what) {
        return number(text, what, DIGITS);
    }

    private static long number(String text, String what, int digits) {
        String stripped = text.strip();
        boolean sound = !stripped.isEmpty() && stripped.length() <= digits;
        long number = 0;
        // A model has ten thousands of them: expressions would take longer.
        for (int i = 0; i < stripped.length() && sound; i++) {
            char c = stripped.charAt(i);
            sound = c >= '0' && c <= '9';
            number = 10 * number + (c - '0');
        }
        if (!sound) {
            throw new IllegalArgumentException(what + " is '" + abbreviated(text) + "', no number from 0");
        }
        return number;
    }

    /** The length of an axis, which may not be known. */
    static long dim(String text) {
        String stripped = text.strip();
        if (stripped.equals("?") || stripped.equals("-1") || stripped.contains("..")) {
            return Shape.DYNAMIC;
        }
        return number(stripped, "the length of an axis", DIGITS);
    }

    /** A static shape, its lengths joined by commas; empty for a single number. */
    static Shape shape(String text) {
        List<Long> dims = new ArrayList<>();
        for (String part : text.split(",", Port.MAX_AXES + 1)) {
            if (!part.isBlank()) {
                dims.add(number(part, "the length of an axis", DIGITS));
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
