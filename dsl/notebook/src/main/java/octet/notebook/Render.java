package octet.notebook;

import java.util.function.Function;

/**
 * Finds the forms of any value: {@code Render.of(table)}.
 *
 * <p>Thread-safe. The renderers of the class path are known from the start.
 */
public final class Render {
    private static final Renderers KNOWN = new Renderers();

    static {
        KNOWN.discover(Render.class.getClassLoader());
    }

    private Render() {}

    /**
     * Returns the forms of a value, by the renderer of its most specific type; a value without one, null included, has
     * readable plain text. Never throws because of the value: where its renderer fails, the plain text says so.
     */
    public static Rich of(Object value) {
        return KNOWN.render(value);
    }

    /**
     * Sets how values of a type are shown from now on.
     *
     * @param type the type; subtypes without a renderer of their own are meant too
     * @param renderer makes the forms of one value
     */
    public static <T> void register(Class<T> type, Function<? super T, Rich> renderer) {
        KNOWN.add(new Renderer<T>() {
            @Override
            public Class<T> type() {
                return type;
            }

            @Override
            public Rich render(T value) {
                return renderer.apply(value);
            }
        });
    }

    /** Adds the renderers that libraries of a class loader declare for {@link java.util.ServiceLoader}. */
    public static void discover(ClassLoader loader) {
        KNOWN.discover(loader);
    }
}
