package octet.placement.nncf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import octet.graph.Constant;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Op;
import octet.graph.Weight;
import octet.placement.nncf.Vertex.Edge;

/**
 * The part of a graph that computes on the data: without what depends on constants only, and without the arithmetic on
 * shapes, which is the part between an operation that reads a shape and those that compute on data.
 */
final class InferenceGraph {

    private final Graph graph;
    private final BackEnd backEnd;
    private final List<Vertex> vertices = new ArrayList<>();
    private final Set<Vertex> kept = new LinkedHashSet<>();
    private int edges;

    InferenceGraph(Graph graph, BackEnd backEnd) {
        this.graph = graph;
        this.backEnd = backEnd;
        join();
        Set<Vertex> data = reach(starts(), true);
        Set<Vertex> all = reach(starts(), false);
        Set<Vertex> shapes = shapeArithmetic(data, all);
        for (Vertex vertex : vertices) {
            if (all.contains(vertex) && !shapes.contains(vertex)) {
                kept.add(vertex);
            }
        }
        for (Vertex vertex : kept) {
            vertex.in().removeIf(edge -> !kept.contains(edge.from()));
            vertex.out().removeIf(edge -> !kept.contains(edge.to()));
        }
    }

    private void join() {
        Map<String, Vertex> producers = new HashMap<>();
        graph.inputs().forEach(input -> producers.put(input.name(), add(Vertex.input(vertices.size(), input.name()))));
        for (Node node : graph.nodes()) {
            Vertex vertex = add(Vertex.operation(vertices.size(), node));
            for (int port = 0; port < node.inputs().size(); port++) {
                read(producers, node.inputs().get(port), vertex, port);
            }
            node.outputs().forEach(output -> producers.put(output, vertex));
        }
        graph.outputs().stream()
                .filter(output -> graph.producer(output.name()).isPresent())
                .forEach(output ->
                        read(producers, output.name(), add(Vertex.output(vertices.size(), output.name())), 0));
    }

    private Vertex add(Vertex vertex) {
        vertices.add(vertex);
        return vertex;
    }

    private void read(Map<String, Vertex> producers, String value, Vertex reader, int port) {
        Vertex producer = value.isEmpty() ? null : producers.get(value);
        if (producer != null) {
            boolean integer = !graph.type(value).isFloating();
            var edge = new Edge(edges++, producer, reader, port, value, integer);
            producer.out().add(edge);
            reader.in().add(edge);
        }
    }

    private List<Vertex> starts() {
        return vertices.stream()
                .filter(vertex -> vertex.isInput()
                        || vertex.op() == Op.STATE
                        || vertex.node != null && Kinds.isEmbedding(vertex.node))
                .toList();
    }

    private static Set<Vertex> reach(Collection<Vertex> starts, boolean stopAtShapes) {
        return flood(starts, vertex -> stopAtShapes && vertex.op() == Op.SHAPE ? Set.of() : vertex.readers());
    }

    private static Set<Vertex> flood(Collection<Vertex> starts, Function<Vertex, Collection<Vertex>> next) {
        Set<Vertex> seen = new HashSet<>(starts);
        Deque<Vertex> open = new ArrayDeque<>(starts);
        while (!open.isEmpty()) {
            for (Vertex vertex : next.apply(open.pop())) {
                if (seen.add(vertex)) {
                    open.push(vertex);
                }
            }
        }
        return seen;
    }

    /** Whatever hangs together with an operation that reads a shape, without crossing what computes on data. */
    private static Set<Vertex> shapeArithmetic(Set<Vertex> data, Set<Vertex> all) {
        List<Vertex> shapes =
                all.stream().filter(vertex -> vertex.op() == Op.SHAPE).toList();
        return flood(shapes, vertex -> {
            Set<Vertex> next = new LinkedHashSet<>(vertex.readers());
            if (vertex.op() != Op.SHAPE) {
                next.addAll(vertex.producers());
            }
            next.removeIf(other -> data.contains(other) && other.op() != Op.SHAPE);
            return next;
        });
    }

    /** Whose operators these are. */
    BackEnd backEnd() {
        return backEnd;
    }

    /** What the operation means to quantizers, with nobody wanting it to stay float. */
    Trait trait(Node node) {
        return Trait.of(node, backEnd);
    }

    /** The vertices that compute on the data, in topological order. */
    Collection<Vertex> vertices() {
        return kept;
    }

    /** One more than the greatest {@link Vertex#index}. */
    int size() {
        return vertices.size();
    }

    /** One more than the greatest {@link Edge#id}. */
    int edges() {
        return edges;
    }

    /** Whether it is a convolution that computes each channel from one channel. */
    boolean isDepthwise(Node node) {
        if (node.op() != Op.CONV || node.constants().isEmpty()) {
            return false;
        }
        Weight weight = node.constants().get(0);
        return weight.groups() > 1
                && graph.constant(weight.constant())
                        .map(Constant::shape)
                        .filter(shape -> shape.dim(1) == 1)
                        .isPresent();
    }

    /**
     * Whether it may overflow where sums of two products of bytes are cut off; NNCF counts convolutions in groups in
     * OpenVINO's models only.
     */
    boolean canOverflow(Node node) {
        boolean groups = backEnd == BackEnd.OPENVINO && node.op() == Op.CONV && !isDepthwise(node);
        return groups
                || Kinds.isOrdinaryConvolution(node)
                || node.op() == Op.CONV_TRANSPOSE
                || Kinds.PRODUCT.contains(node.op());
    }
}
