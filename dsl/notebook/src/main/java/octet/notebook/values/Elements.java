package octet.notebook.values;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.RandomAccess;
import octet.notebook.TableView;

/**
 * The shown elements of an array or a collection: the first and last of a long one, only the first where its end cannot be
 * had without going through all.
 *
 * @param name what it is, with its size, such as {@code double[1,000]} or {@code ArrayList of 3}
 * @param size how many there are
 * @param places the index of each shown element; -1 stands for those left out
 * @param values the shown elements, null for those left out
 */
record Elements(String name, int size, int[] places, List<Object> values) {
    /** Returns those of an array or a collection, as many as a table has rows. */
    static Elements of(Object value) {
        return of(value, TableView.MOST_ROWS);
    }

    /** Returns at most so many of them. */
    static Elements of(Object value, int most) {
        if (value.getClass().isArray()) {
            int size = Array.getLength(value);
            String name = value.getClass().getComponentType().getSimpleName() + "[" + count(size) + "]";
            return firstAndLast(name, size, most, index -> Array.get(value, index));
        }
        Collection<?> collection = (Collection<?>) value;
        int size = collection.size();
        String type = value.getClass().getSimpleName();
        // The names of the JDK's immutable classes say nothing to anybody.
        String name = (value.getClass().getName().startsWith("java.util.ImmutableCollections")
                        ? value instanceof List ? "List" : "Set"
                        : type)
                + " of " + count(size);
        if (collection instanceof List<?> list && list instanceof RandomAccess) {
            return firstAndLast(name, size, most, list::get);
        }
        List<Object> values = new ArrayList<>();
        Iterator<?> iterator = collection.iterator();
        while (values.size() < most && iterator.hasNext()) {
            values.add(iterator.next());
        }
        int[] places = new int[values.size() + (size > values.size() ? 1 : 0)];
        Arrays.setAll(places, i -> i < values.size() ? i : -1);
        if (places.length > values.size()) {
            values.add(null);
        }
        return new Elements(name, size, places, Collections.unmodifiableList(values));
    }

    @FunctionalInterface
    private interface At {
        Object get(int index);
    }

    private static Elements firstAndLast(String name, int size, int most, At at) {
        int half = most / 2;
        int[] places = size <= most ? new int[size] : new int[2 * half + 1];
        Arrays.setAll(places, i -> size <= most || i < half ? i : i == half ? -1 : size - places.length + i);
        List<Object> values = new ArrayList<>();
        for (int place : places) {
            values.add(place < 0 ? null : at.get(place));
        }
        return new Elements(name, size, places, Collections.unmodifiableList(values));
    }

    /** Returns the shown elements without the gap. */
    List<Object> shown() {
        List<Object> shown = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            if (places[i] >= 0) {
                shown.add(values.get(i));
            }
        }
        return shown;
    }

    /** Returns how many are not shown. */
    int hidden() {
        return size - (int) Arrays.stream(places).filter(place -> place >= 0).count();
    }

    static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
