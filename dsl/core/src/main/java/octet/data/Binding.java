package octet.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
     * The tensors of a sample by input name.
     *
     * @param index the number of the sample in its dataset, for messages
     * @throws BadDataException when a name is missing or unknown, a type or shape differs, or a value is NaN or infinite
     */
    public Map<String, Tensor> bind(Sample sample, long index) {
        var problems = new Problems();
        Map<String, Tensor> bound = new LinkedHashMap<>();
        Map<String, Tensor> given = new LinkedHashMap<>(sample.inputs());
        if (given.size() == 1 && inputs.size() == 1 && given.containsKey("")) {
            given.put(inputs.get(0).name(), given.remove(""));
        }
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
            check(input, tensor, problems);
            bound.put(input.name(), tensor);
        }
        problems.throwIfAny(found -> new BadDataException(
                "Sample " + index + (sample.id().isEmpty() ? "" : " (" + sample.id() + ")") + " does not fit: " + found,
                "the inputs " + inputs,
                "change the dataset with map()"));
        return bound;
    }

    private static void check(ValueInfo input, Tensor tensor, Problems problems) {
        if (tensor.type() != input.type()) {
            problems.add("the input '%s' holds %s, not %s", input.name(), tensor.type(), input.type());
        }
        if (input.shape() != null && !input.shape().accepts(tensor.shape())) {
            problems.add("the input '%s' has the shape %s, not %s", input.name(), tensor.shape(), input.shape());
        }
        int bad = tensor.firstNonFinite();
        if (bad >= 0) {
            problems.add("the input '%s' is not finite at element %d", input.name(), bad);
        }
    }
}
