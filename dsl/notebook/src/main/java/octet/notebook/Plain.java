package octet.notebook;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Supplier;
import java.util.stream.BaseStream;

/**
 * Values as plain text, as Java prints them; arrays by their elements too, long ones cut in words, and a toString that
 * fails said so.
 */
public final class Plain {
    private static final int MOST_ELEMENTS = 100;
    private static final int MOST_IN_ALL = 5000;

    private final Set<Object> around = Collections.newSetFromMap(new IdentityHashMap<>());
    private int written;

    private Plain() {}

    /** Returns a value as text; null as {@code null}. Never throws because of the value. */
    public static String text(Object value) {
        try {
            return new Plain().of(value);
        } catch (RuntimeException | StackOverflowError failure) {
            return failed("it cannot be read", value, failure);
        }
    }

    private static String failed(String what, Object value, Throwable failure) {
        return value.getClass().getName() + " (" + what + ": " + failure + ")";
    }

    private String of(Object value) {
        written++;
        if (value == null) {
            return "null";
        }
        if (value.getClass().isArray()) {
            return inside(value, "array", () -> array(value));
        }
        if (value instanceof Collection<?> collection && isOfTheJdk(value)) {
            return inside(value, "Collection", () -> elements(collection));
        }
        if (value instanceof Map<?, ?> map && isOfTheJdk(value)) {
            return inside(value, "Map", () -> entries(map));
        }
        if (value instanceof BaseStream<?, ?> && isOfTheJdk(value)) {
            return Streams.unread((BaseStream<?, ?>) value);
        }
        try {
            return String.valueOf(value.toString());
        } catch (RuntimeException | StackOverflowError failure) {
            return failed("its toString() failed", value, failure);
        }
    }

    /** A collection class of the user's may have a toString worth seeing; those of the JDK only list all elements. */
    static boolean isOfTheJdk(Object value) {
        return value.getClass().getName().startsWith("java.");
    }

    /** Writes what holds other values, unless it is inside of itself. */
    private String inside(Object value, String what, Supplier<String> text) {
        if (!around.add(value)) {
            return "(this " + what + ")";
        }
        try {
            return text.get();
        } finally {
            around.remove(value);
        }
    }

    private String array(Object array) {
        int length = Array.getLength(array);
        StringJoiner all = new StringJoiner(", ", "[", "]");
        int shown = 0;
        while (shown < length && hasRoom(shown)) {
            all.add(of(Array.get(array, shown++)));
        }
        return cut(all, shown, length);
    }

    private String elements(Collection<?> elements) {
        StringJoiner all = new StringJoiner(", ", "[", "]");
        int shown = 0;
        Iterator<?> iterator = elements.iterator();
        while (iterator.hasNext() && hasRoom(shown)) {
            all.add(of(iterator.next()));
            shown++;
        }
        return cut(all, shown, elements.size());
    }

    private String entries(Map<?, ?> map) {
        StringJoiner all = new StringJoiner(", ", "{", "}");
        int shown = 0;
        Iterator<? extends Map.Entry<?, ?>> iterator = map.entrySet().iterator();
        while (iterator.hasNext() && hasRoom(shown)) {
            Map.Entry<?, ?> entry = iterator.next();
            all.add(of(entry.getKey()) + "=" + of(entry.getValue()));
            shown++;
        }
        return cut(all, shown, map.size());
    }

    private boolean hasRoom(int shown) {
        return shown < MOST_ELEMENTS && (written < MOST_IN_ALL || shown == 0);
    }

    private static String cut(StringJoiner all, int shown, int size) {
        if (size > shown) {
            all.add("… " + (size - shown) + " more of " + size);
        }
        return all.toString();
    }
}
