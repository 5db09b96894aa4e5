package octet.graph;

/**
 * An input or an output of a model.
 *
 * @param name its name
 * @param type the type of its elements
 * @param shape its shape, {@code null} when the model does not declare one
 */
public record ValueInfo(String name, DataType type, Shape shape) {

    @Override
    public String toString() {
        return name + ": " + type + (shape == null ? "" : " " + shape);
    }
}
