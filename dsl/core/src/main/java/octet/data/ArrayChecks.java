package octet.data;

import java.util.List;
import java.util.Map;
import octet.graph.DataType;
import octet.graph.Shape;
import octet.graph.ValueInfo;
import octet.problem.BadDataException;
import octet.problem.Nearest;
import octet.problem.Problems;

/** Checks the arrays of a file against a model's inputs, all at once and before a sample is run. */
final class ArrayChecks {

    private final List<ValueInfo> inputs;
    private final Problems problems = new Problems();

    private ArrayChecks(List<ValueInfo> inputs) {
        this.inputs = inputs;
    }

    /** @throws BadDataException when an array is missing or one too many, or does not fit its input */
    static void check(String source, Map<String, Tensor> arrays, List<ValueInfo> inputs) {
        var checks = new ArrayChecks(inputs);
        checks.names(arrays);
        for (ValueInfo input : inputs) {
            Tensor array = arrays.get(input.name());
            if (array != null && array.shape().rank() > 0) {
                checks.array(input, array);
            }
        }
        checks.problems.throwIfAny(found -> new BadDataException(
                source + ": " + found,
                "one array for each input, samples along the first axis: " + inputs,
                "write the file again with numpy.savez, its arrays named after the inputs"));
    }

    private void names(Map<String, Tensor> arrays) {
        List<String> names = inputs.stream().map(ValueInfo::name).toList();
        for (String name : arrays.keySet()) {
            if (!names.contains(name)) {
                problems.add(
                        name.isEmpty()
                                ? "an .npy file holds one array, and the model has %2$d inputs"
                                : "the extra array '%1$s' is no input of the model (nearest: %3$s)",
                        name,
                        names.size(),
                        Nearest.inWords(name, names));
            }
        }
        for (String name : names) {
            if (!arrays.containsKey(name)) {
                problems.add("the array '%s' is missing (found: %s)", name, arrays.keySet());
            }
        }
    }

    private void array(ValueInfo input, Tensor array) {
        Shape shape = input.shape();
        if (shape != null
                && (shape.rank() != array.shape().rank() || !row(shape).accepts(row(array.shape())))) {
            problems.add(
                    "the array '%s' has the shape %s, which cannot be dealt out as %s",
                    input.name(), array.shape(), shape);
            return;
        }
        int bad = array.firstNonFinite();
        if (bad >= 0) {
            problems.add("the array '%s' is not finite in row %s", input.name(), row(array, bad));
        }
        type(input, array);
    }

    private void type(ValueInfo input, Tensor array) {
        DataType type = array.type();
        if (type == input.type()) {
            return;
        }
        if (!Conversion.isKnown(type, input.type())) {
            problems.add("the array '%s' holds %s, not %s", input.name(), type, input.type());
            return;
        }
        Conversion.problem(array, input.type())
                .ifPresent(problem -> problems.add(
                        "the array '%s' holds %s, not %s, and %s, which does not fit",
                        input.name(), type, input.type(), problem));
    }

    private static String row(Tensor array, int element) {
        long row = array.shape().elements() / array.shape().dim(0);
        return element / row + ", element " + element % row;
    }

    /** The shape behind the first axis. */
    private static Shape row(Shape shape) {
        return shape.rank() == 0 ? shape : new Shape(shape.dims().subList(1, shape.rank()));
    }
}
