package octet.engine;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Hands values on in the order of their numbers, whatever order they come in, so that sums over them are always the
 * same. Thread-safe; holds only the values that came too early.
 */
final class InOrder<T> {
    private final Consumer<T> next;
    private final Map<Integer, T> early = new TreeMap<>();
    private int due;

    InOrder(Consumer<T> next) {
        this.next = next;
    }

    synchronized void add(int number, T value) {
        early.put(number, value);
        while (early.containsKey(due)) {
            next.accept(early.remove(due++));
        }
    }
}
