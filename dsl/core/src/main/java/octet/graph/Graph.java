package octet.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import octet.problem.BadModelException;
import octet.problem.Nearest;

/**
 * A model's computation: nodes in topological order, joined by values that are known by name. Immutable.
 *
 * <p>Look-ups take constant time; building takes time linear in the number of edges.
 */
public final class Graph {

    private final List<Node> nodes;
    private final List<ValueInfo> inputs;
    private final List<ValueInfo> outputs;
    private final Map<String, Constant> constants;
    private final Map<String, Node> byName = new HashMap<>();
    private final Map<String, Node> producers = new HashMap<>();
    private final Map<String, List<Use>> uses = new HashMap<>();
    private final Set<String> captured;
    private final Set<String> outputNames;
    private final Map<String, DataType> types;

    /** Joins parts of which only the types of inputs and constants are known. */
    public Graph(
            Collection<Node> nodes,
            List<ValueInfo> inputs,
            List<ValueInfo> outputs,
            Collection<Constant> constants,
            Set<String> captured) {
        this(nodes, inputs, outputs, constants, captured, Map.of());
    }

    /**
     * Joins the parts and checks that they fit.
     *
     * @param nodes in any order
     * @param captured names that the nodes' own sub-graphs read from outside, so that they count as used
     * @param types the types of inner values, where they are known
     * @throws BadModelException when a value has two producers or none, or when the nodes form a cycle
     */
    public Graph(
            Collection<Node> nodes,
            List<ValueInfo> inputs,
            List<ValueInfo> outputs,
            Collection<Constant> constants,
            Set<String> captured,
            Map<String, DataType> types) {
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
        this.constants =
                constants.stream().collect(Collectors.toMap(Constant::name, c -> c, (a, b) -> b, LinkedHashMap::new));
        this.captured = Set.copyOf(captured);
        // What a sub-graph reads must stay as it is, just like an output.
        this.outputNames = outputs.stream().map(ValueInfo::name).collect(Collectors.toSet());
        this.outputNames.addAll(captured);
        this.types = new HashMap<>(types);
        this.inputs.forEach(input -> this.types.put(input.name(), input.type()));
        for (Node node : nodes) {
            index(node);
        }
        this.nodes = new TopologicalOrder(nodes, producers, this::isGiven).sort();
        for (ValueInfo output : outputs) {
            if (!isGiven(output.name()) && !producers.containsKey(output.name())) {
                throw noProducer(output.name(), "the model's outputs");
            }
        }
    }

    /** Other operations and constants between the same inputs and outputs. */
    public Graph with(Collection<Node> newNodes, Collection<Constant> newConstants) {
        return new Graph(newNodes, inputs, outputs, newConstants, captured, types);
    }

    private void index(Node node) {
        if (byName.put(node.name(), node) != null) {
            throw new BadModelException(
                    "Two operations have the name '" + node.name() + "'", "a name for each", "export the model again");
        }
        for (String output : node.outputs()) {
            if (!output.isEmpty() && (producers.put(output, node) != null || isGiven(output))) {
                throw new BadModelException(
                        "The value '" + output + "' is produced twice, by '" + node.name() + "' among others",
                        "one producer for each value",
                        "export the model again");
            }
        }
        for (int port = 0; port < node.inputs().size(); port++) {
            String input = node.inputs().get(port);
            if (!input.isEmpty()) {
                uses.computeIfAbsent(input, k -> new ArrayList<>()).add(new Use(node.name(), port));
            }
        }
    }

    private boolean isGiven(String value) {
        return value.isEmpty() || constants.containsKey(value) || isInput(value);
    }

    private BadModelException noProducer(String value, String reader) {
        return new BadModelException(
                "The value '" + value + "' is read by " + reader + " but nothing produces it",
                "a producer, an input or a constant of that name (nearest: "
                        + Nearest.inWords(value, producers.keySet()) + ")",
                "export the model again");
    }

    /** The nodes, each after those that produce its inputs. */
    public List<Node> nodes() {
        return nodes;
    }

    /** What the model is fed with; constants are not among them. */
    public List<ValueInfo> inputs() {
        return inputs;
    }

    /** What the model returns. */
    public List<ValueInfo> outputs() {
        return outputs;
    }

    /** The constants, by name. */
    public Map<String, Constant> constants() {
        return java.util.Collections.unmodifiableMap(constants);
    }

    /** The constant of this name, if there is one. */
    public Optional<Constant> constant(String name) {
        return Optional.ofNullable(constants.get(name));
    }

    /** Whether the value is a constant. */
    public boolean isConstant(String value) {
        return constants.containsKey(value);
    }

    /** Whether the value is one of the model's inputs. */
    public boolean isInput(String value) {
        return inputs.stream().anyMatch(input -> input.name().equals(value));
    }

    /** Whether the value must keep its exact float form: an output of the model, or read inside a sub-graph. */
    public boolean isOutput(String value) {
        return outputNames.contains(value);
    }

    /** The type of a value's elements; {@link DataType#FLOAT32} for an inner value of which it is not known. */
    public DataType type(String value) {
        Constant constant = constants.get(value);
        return constant == null ? types.getOrDefault(value, DataType.FLOAT32) : constant.type();
    }

    /** The node of this name, if there is one. */
    public Optional<Node> node(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The node that produces the value, if one does. */
    public Optional<Node> producer(String value) {
        return Optional.ofNullable(producers.get(value));
    }

    /** Where the value is read, in the order of the nodes as they were given. */
    public List<Use> uses(String value) {
        return uses.getOrDefault(value, List.of());
    }

    /** The nodes that read the value, each once. */
    public List<Node> consumers(String value) {
        return uses(value).stream()
                .map(use -> byName.get(use.node()))
                .distinct()
                .toList();
    }

    /** The only node that reads the value, unless there are others or the value is an output. */
    public Optional<Node> onlyConsumer(String value) {
        var consumers = consumers(value);
        return consumers.size() == 1 && !isOutput(value) ? Optional.of(consumers.get(0)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "Graph of " + nodes.size() + " nodes, " + inputs + " -> " + outputs;
    }
}
