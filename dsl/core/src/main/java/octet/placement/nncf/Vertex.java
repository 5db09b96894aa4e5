package octet.placement.nncf;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import octet.graph.Node;
import octet.graph.Op;

/** An operation, an input or an output of the model, with the edges that join it to others. */
final class Vertex {

    /**
     * One reading of a value.
     *
     * @param id counts all edges
     * @param from what produces the value
     * @param to what reads it
     * @param port at which input
     * @param value its name
     * @param integer whether its elements are no floats
     */
    record Edge(int id, Vertex from, Vertex to, int port, String value, boolean integer) {}

    /** The place in topological order, and the place among the arrays of the algorithm. */
    final int index;

    /** The operation; {@code null} for an input or an output. */
    final Node node;

    /** The value that goes in or out; {@code null} for an operation. */
    final String value;

    private final boolean output;
    private final List<Edge> in = new ArrayList<>();
    private final List<Edge> out = new ArrayList<>();

    private Vertex(int index, Node node, String value, boolean output) {
        this.index = index;
        this.node = node;
        this.value = value;
        this.output = output;
    }

    static Vertex operation(int index, Node node) {
        return new Vertex(index, node, null, false);
    }

    static Vertex input(int index, String value) {
        return new Vertex(index, null, value, false);
    }

    static Vertex output(int index, String value) {
        return new Vertex(index, null, value, true);
    }

    boolean isInput() {
        return node == null && !output;
    }

    boolean isOutput() {
        return output;
    }

    /** The operator; {@link Op#OTHER} for an input or an output. */
    Op op() {
        return node == null ? Op.OTHER : node.op();
    }

    List<Edge> in() {
        return in;
    }

    List<Edge> out() {
        return out;
    }

    /** What this reads, each once. */
    Set<Vertex> producers() {
        Set<Vertex> producers = new LinkedHashSet<>();
        in.forEach(edge -> producers.add(edge.from()));
        return producers;
    }

    /** What reads this, each once. */
    Set<Vertex> readers() {
        Set<Vertex> readers = new LinkedHashSet<>();
        out.forEach(edge -> readers.add(edge.to()));
        return readers;
    }

    /** How many times this reads that. */
    int edgesFrom(Vertex producer) {
        int edges = 0;
        for (Edge edge : in) {
            edges += edge.from() == producer ? 1 : 0;
        }
        return edges;
    }

    @Override
    public String toString() {
        return node == null ? value : node.name();
    }
}
