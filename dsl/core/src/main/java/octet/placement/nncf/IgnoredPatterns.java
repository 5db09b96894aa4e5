package octet.placement.nncf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import octet.graph.Op;

/** Finds groups of operations that lose too much in int8, by where they stand. */
final class IgnoredPatterns {

    private static final String ATTENTION = "part of attention's weighted sum, whose small weights int8 would lose";
    private static final String GATE = "part of a squeeze-and-excitation gate, which int8 would make coarse";
    private static final String POSITIONS = "computes the angles of positions, which need float's precision";

    private static final Set<Op> BESIDE_SOFTMAX =
            Set.of(Op.RESHAPE, Op.TRANSPOSE, Op.SPLIT, Op.GATHER, Op.SQUEEZE, Op.CONCAT);

    private final InferenceGraph graph;
    private final Map<Vertex, String> reasons = new LinkedHashMap<>();

    private IgnoredPatterns(InferenceGraph graph) {
        this.graph = graph;
    }

    /** The operations, each with the reason why it stays float. */
    static Map<Vertex, String> find(InferenceGraph graph, boolean transformer) {
        var patterns = new IgnoredPatterns(graph);
        for (Vertex vertex : graph.vertices()) {
            if (transformer) {
                patterns.attention(vertex);
                patterns.rotaryPositions(vertex);
                patterns.sinePositions(vertex);
            }
            patterns.gate(vertex);
        }
        return patterns.reasons;
    }

    private void ignore(List<Vertex> vertices, String reason) {
        vertices.forEach(vertex -> reasons.putIfAbsent(vertex, reason));
    }

    private static boolean isEdge(Vertex from, Vertex to) {
        return to.edgesFrom(from) == 1;
    }

    /** A softmax, directly or reshaped, times what was moved to its place. */
    private void attention(Vertex softmax) {
        if (softmax.op() != Op.SOFTMAX) {
            return;
        }
        for (Vertex reader : softmax.readers()) {
            product(reader, softmax, List.of(softmax));
            if (reader.op() == Op.RESHAPE) {
                reader.readers().forEach(next -> product(next, reader, List.of(softmax, reader)));
            }
        }
    }

    private void product(Vertex product, Vertex weights, List<Vertex> before) {
        if (!Kinds.PRODUCT.contains(product.op()) || !isEdge(weights, product)) {
            return;
        }
        for (Vertex other : product.producers()) {
            if (other != weights && isMoved(other) && isEdge(other, product) && other.edgesFrom(before.get(0)) == 0) {
                List<Vertex> found = new ArrayList<>(before);
                found.addAll(List.of(product, other));
                ignore(found, ATTENTION);
                return;
            }
        }
    }

    private static boolean isMoved(Vertex vertex) {
        return BESIDE_SOFTMAX.contains(vertex.op()) && !Kinds.isEmbedding(vertex.node);
    }

    /** Two convolutions that make a factor for each channel from the channels' means. */
    private void gate(Vertex mean) {
        if (mean.op() != Op.REDUCE_MEAN && mean.op() != Op.GLOBAL_AVERAGE_POOL) {
            return;
        }
        for (Vertex first : mean.readers()) {
            if (isConvolution(first) && isEdge(mean, first)) {
                for (List<Vertex> activation : activations(first)) {
                    Vertex last = activation.get(activation.size() - 1);
                    last.readers().forEach(second -> gate(mean, first, activation, second));
                }
            }
        }
    }

    private void gate(Vertex mean, Vertex first, List<Vertex> activation, Vertex second) {
        if (!isConvolution(second)) {
            return;
        }
        for (Vertex sigmoid : second.readers()) {
            if (sigmoid.op() != Op.SIGMOID && sigmoid.op() != Op.HARD_SIGMOID) {
                continue;
            }
            for (Vertex product : sigmoid.readers()) {
                if (product.op() == Op.MUL && isEdge(sigmoid, product) && sharesInput(mean, product)) {
                    ignore(List.of(first), GATE);
                    ignore(activation, GATE);
                    ignore(List.of(second, sigmoid), GATE);
                }
            }
        }
    }

    private static boolean sharesInput(Vertex mean, Vertex product) {
        return mean.producers().stream().anyMatch(input -> isEdge(input, product));
    }

    private boolean isConvolution(Vertex vertex) {
        return vertex.node != null && Kinds.isOrdinaryConvolution(vertex.node);
    }

    /** The activation functions right behind a convolution, of one operation or of several. */
    private static List<List<Vertex>> activations(Vertex convolution) {
        List<List<Vertex>> found = new ArrayList<>();
        for (Vertex reader : convolution.readers()) {
            if (Kinds.ACTIVATION.contains(reader.op())) {
                found.add(List.of(reader));
            }
        }
        for (Step step : FusedPatterns.ACTIVATIONS) {
            if (step instanceof Again composite) {
                found.addAll(composite.anywhereAfter(convolution));
            }
        }
        return found;
    }

    /** Angles of rotary positions: a product, transposed and joined, of which cosine and sine are taken. */
    private void rotaryPositions(Vertex product) {
        if (product.op() != Op.MATMUL) {
            return;
        }
        for (Vertex transposed : product.readers()) {
            if (transposed.op() != Op.TRANSPOSE) {
                continue;
            }
            for (Vertex joined : transposed.readers()) {
                Vertex cosine = reader(joined, Op.COS);
                Vertex sine = reader(joined, Op.SIN);
                if (joined.op() == Op.CONCAT && cosine != null && sine != null) {
                    ignore(List.of(product, transposed, joined, cosine, sine), POSITIONS);
                }
            }
        }
    }

    /** Positions as in Segment Anything: a product, scaled, of which cosine and sine are taken and joined. */
    private void sinePositions(Vertex product) {
        if (product.op() != Op.MATMUL) {
            return;
        }
        for (Vertex scaled : product.readers()) {
            Vertex cosine = reader(scaled, Op.COS);
            Vertex sine = reader(scaled, Op.SIN);
            if (scaled.op() != Op.MUL || cosine == null || sine == null) {
                continue;
            }
            for (Vertex joined : cosine.readers()) {
                if (joined.op() == Op.CONCAT && isEdge(cosine, joined) && isEdge(sine, joined)) {
                    ignore(List.of(product, scaled, cosine, sine, joined), POSITIONS);
                }
            }
        }
    }

    private static Vertex reader(Vertex vertex, Op op) {
        return vertex.readers().stream()
                .filter(reader -> reader.op() == op)
                .findFirst()
                .orElse(null);
    }
}
