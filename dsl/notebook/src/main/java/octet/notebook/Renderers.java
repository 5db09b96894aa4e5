package octet.notebook;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The known renderers by type; the most specific type wins, a class before an interface, the latest of equals. */
final class Renderers {
    private final Map<Class<?>, Renderer<?>> byType = new LinkedHashMap<>();

    synchronized void add(Renderer<?> renderer) {
        byType.remove(renderer.type());
        byType.put(renderer.type(), renderer);
    }

    /** Adds those declared by a loader's libraries; one that cannot be made is left out. */
    synchronized void discover(ClassLoader loader) {
        List<? extends ServiceLoader.Provider<?>> found =
                ServiceLoader.load(Renderer.class, loader).stream().toList();
        for (ServiceLoader.Provider<?> provider : found) {
            try {
                Renderer<?> renderer = (Renderer<?>) provider.get();
                byType.putIfAbsent(renderer.type(), renderer);
            } catch (ServiceConfigurationError | LinkageError absent) {
                // A library that this renderer needs is not there, so no value of its type can turn up either.
            }
        }
    }

    Rich render(Object value) {
        if (value instanceof Rich rich) {
            return rich;
        }
        Renderer<?> renderer = value == null ? null : find(value.getClass());
        if (renderer == null) {
            return Rich.text(Plain.text(value));
        }
        try {
            return render(renderer, value);
        } catch (RuntimeException | LinkageError failure) {
            return Rich.text(Plain.text(value) + System.lineSeparator() + "(shown as text because "
                    + renderer.getClass().getSimpleName() + " failed: " + failure + ")");
        }
    }

    private static <T> Rich render(Renderer<T> renderer, Object value) {
        return renderer.render(renderer.type().cast(value));
    }

    private synchronized Renderer<?> find(Class<?> type) {
        List<Class<?>> fitting =
                byType.keySet().stream().filter(t -> t.isAssignableFrom(type)).toList();
        return fitting.stream()
                .filter(t -> fitting.stream().noneMatch(other -> other != t && t.isAssignableFrom(other)))
                .min(Comparator.comparing(Class::isInterface))
                .map(byType::get)
                .orElse(null);
    }
}
