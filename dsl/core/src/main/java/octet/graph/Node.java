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
 * @param constants all operands that are trained constants of floats and could be stored as bytes, whether or not a
 *     kernel takes them so; the axis of a table is then that of its rows
 * @param saturation of its first input
 */
public record Node(
        String name,
        Op op,
        String type,
        List<String> inputs,
        List<String> outputs,
        Optional<Weight> weight,
        boolean nonNegative,
        List<Weight> constants,
        Saturation saturation) {

    /** Copies the lists. */
    public Node {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        constants = List.copyOf(constants);
    }

    /** A node whose only trained constant is its weight, if it has one. */
    public Node(
            String name,
            Op op,
            String type,
            List<String> inputs,
            List<String> outputs,
            Optional<Weight> weight,
            boolean nonNegative) {
        this(
                name,
                op,
                type,
                inputs,
                outputs,
                weight,
                nonNegative,
                weight.stream().toList(),
                Saturation.NONE);
    }

    /** The same operation on other values; its constants follow the names at their ports. */
    public Node reading(List<String> newInputs) {
        return new Node(
                name,
                op,
                type,
                newInputs,
                outputs,
                weight.map(w -> w.of(newInputs.get(w.port()))),
                nonNegative,
                constants.stream().map(w -> w.of(newInputs.get(w.port()))).toList(),
                saturation);
    }

    /** The name of the first output. */
    public String output() {
        return outputs.get(0);
    }
}
