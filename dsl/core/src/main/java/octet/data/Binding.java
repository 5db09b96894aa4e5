package octet.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import octet.graph.ValueInfo;
import octet.problem.BadDataException;
import octet.problem.Nearest;
import octet.problem.Problems;

/**
 * Fits samples to a model's inputs and says in one error everything that does not fit.
 *
 * @param inputs the inputs of the model
 */
public record Binding(List<ValueInfo> inputs) {

    /**
     * The tensors of a sample by input name, in the types of the inputs: float64 for float32, or int32 for int64, is
     * converted where every element keeps its value; between floating-point types elements are rounded.
     *
     * @param index the number of the sample in its dataset, for messages
     * @throws BadDataException when a name is missing or unknown, a type or shape differs, or a value is NaN or infinite
     */
    public Map<String, Tensor> bind(Sample sample, long index) {
        var problems = new Problems();
        Map<String, Tensor> bound = new LinkedHashMap<>();
        Map<String, Tensor> given = named(sample);
        List<String> names = inputs.stream().map(ValueInfo::name).toList();
        for (String name : given.keySet()) {
            if (!names.contains(name)) {
                problems.add(
                        name.isEmpty()
                                ? "a tensor has no name"
                                : "it has a tensor '%s', which is no input (nearest: %s)",
                        name,
                        Nearest.inWords(name, names));
            }
        }
        for (ValueInfo input : inputs) {
            Tensor tensor = given.get(input.name());
            if (tensor == null) {
                problems.add("the input '%s' is missing (found: %s)", input.name(), given.keySet());
                continue;
            }
            bound.put(input.name(), fitted(input, tensor, problems));
        }
        problems.throwIfAny(found -> new BadDataException(
                "Sample " + index + (sample.id().isEmpty() ? "" : " (" + sample.id() + ")") + " does not fit: " + found,
                "the inputs " + inputs,
                "correct the dataset"));
        return bound;
    }

    private Map<String, Tensor> named(Sample sample) {
        Map<String, Tensor> given = new LinkedHashMap<>(sample.inputs());
        if (given.size() == 1 && inputs.size() == 1 && given.containsKey("")) {
            given.put(inputs.get(0).name(), given.remove(""));
        }
        return given;
    }

    /** Which inputs of a sample are converted to another type, in words: {@code 'x' from float64 to float32}. */
    public List<String> conversions(Sample sample) {
        Map<String, Tensor> given = named(sample);
        return inputs.stream()
                .filter(input -> given.containsKey(input.name()))
                .filter(input -> Conversion.isKnown(given.get(input.name()).type(), input.type()))
                .map(input ->
                        "'" + input.name() + "' from " + given.get(input.name()).type() + " to " + input.type())
                .toList();
    }

    private static Tensor fitted(ValueInfo input, Tensor tensor, Problems problems) {
        if (input.shape() != null && !input.shape().accepts(tensor.shape())) {
            problems.add("the input '%s' has the shape %s, not %s", input.name(), tensor.shape(), input.shape());
        }
        int bad = tensor.firstNonFinite();
        if (bad >= 0) {
            problems.add("the input '%s' is not finite at element %d", input.name(), bad);
        }
        if (tensor.type() == input.type()) {
            return tensor;
        }
        boolean known = Conversion.isKnown(tensor.type(), input.type());
        var problem = known ? Conversion.problem(tensor, input.type()) : Optional.of("");
        if (problem.isPresent()) {
            problems.add(
                    "the input '%s' holds %s, not %s%s",
                    input.name(),
                    tensor.type(),
                    input.type(),
                    known ? ", and " + problem.get() + ", which does not fit" : "");
            return tensor;
        }
        return Conversion.of(tensor, input.type());
    }
}
