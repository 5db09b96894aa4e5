package octet.notebook;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.StringJoiner;

/** Values as plain text: arrays by their elements, long ones cut in words, and a toString that fails said so. */
final class Plain {
    private static final int MOST_ELEMENTS = 100;
    private static final int DEEPEST = 8;

    private Plain() {}

    static String text(Object value) {
        return text(value, 0);
    }

    private static String text(Object value, int depth) {
        if (value == null) {
            return "null";
        }
        if (value.getClass().isArray()) {
            return array(value, depth);
        }
        if (value instanceof Collection<?> collection && isOfTheJdk(value)) {
            return elements(collection, collection.size(), depth);
        }
        if (value instanceof Map<?, ?> map && isOfTheJdk(value)) {
            return entries(map, depth);
        }
        try {
            return String.valueOf(value.toString());
        } catch (RuntimeException | StackOverflowError failure) {
            return value.getClass().getName() + " (its toString() failed: " + failure + ")";
        }
    }

    /** A collection class of the user's may have a toString worth seeing; those of the JDK only list all elements. */
    private static boolean isOfTheJdk(Object value) {
        return value.getClass().getName().startsWith("java.");
    }

    private static String array(Object array, int depth) {
        int length = Array.getLength(array);
        StringJoiner all = new StringJoiner(", ", "[", "]");
        if (depth > DEEPEST) {
            return "[…]";
        }
        for (int i = 0; i < Math.min(length, MOST_ELEMENTS); i++) {
            all.add(text(Array.get(array, i), depth + 1));
        }
        return cut(all, length);
    }

    private static String elements(Iterable<?> elements, int size, int depth) {
        StringJoiner all = new StringJoiner(", ", "[", "]");
        if (depth > DEEPEST) {
            return "[…]";
        }
        int shown = 0;
        for (Object element : elements) {
            if (shown++ == MOST_ELEMENTS) {
                break;
            }
            all.add(text(element, depth + 1));
        }
        return cut(all, size);
    }

    private static String entries(Map<?, ?> map, int depth) {
        StringJoiner all = new StringJoiner(", ", "{", "}");
        if (depth > DEEPEST) {
            return "{…}";
        }
        int shown = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (shown++ == MOST_ELEMENTS) {
                break;
            }
            all.add(text(entry.getKey(), depth + 1) + "=" + text(entry.getValue(), depth + 1));
        }
        return cut(all, map.size());
    }

    private static String cut(StringJoiner shown, int size) {
        if (size > MOST_ELEMENTS) {
            shown.add("… " + (size - MOST_ELEMENTS) + " more of " + size);
        }
        return shown.toString();
    }
}
