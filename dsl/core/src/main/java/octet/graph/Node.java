package octet.graph;

import java.util.List;
import java.util.Optional;

/**
 * One operation of a graph.
 *
 * @param name its name, unique in the graph
 * @param op what it does, in the one vocabulary
 * @param type what it is called in its format, such as {@code Conv}; users' rules match this
 * @param inputs the names of the values that it reads, empty where an optional one is left out
 * @param outputs the names of the values that it produces, empty where an optional one is left out
 * @param weight its constant operand, when it has one
 * @param nonNegative whether its first output is never negative
 */
public record Node(
        String name,
        Op op,
        String type,
        List<String> inputs,
        List<String> outputs,
        Optional<Weight> weight,
        boolean nonNegative) {

    /** Copies the lists. */
    public Node {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** The same operation on other values; its weight follows the name at its port. */
    public Node reading(List<String> newInputs) {
        Optional<Weight> newWeight = weight.map(w -> w.of(newInputs.get(w.port())));
        return new Node(name, op, type, newInputs, outputs, newWeight, nonNegative);
    }

    /** The name of the first output. */
    public String output() {
        return outputs.get(0);
    }
}
