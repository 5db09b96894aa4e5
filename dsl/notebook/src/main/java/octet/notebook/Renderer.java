package octet.notebook;

/**
 * Turns values of one type into what a notebook shows.
 *
 * <p>Implementations are found by {@link java.util.ServiceLoader}, or given in a cell with
 * {@link Render#register(Class, java.util.function.Function)}. They keep no state.
 *
 * @param <T> the type of value
 */
public interface Renderer<T> {
    /** Returns the type that is rendered; values of its subtypes come too unless they have a renderer of their own. */
    Class<T> type();

    /**
     * Returns the forms of a value.
     *
     * @param value never null
     */
    Rich render(T value);
}
