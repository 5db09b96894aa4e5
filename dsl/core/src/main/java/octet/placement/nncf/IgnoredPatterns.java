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
            Set.of(Op.RESHAPE, Op.TRANSPOSE, Op.SPLIT, Op.GATHER, Op.SQUEEZE, Op.CONCAT, Op.STATE);

    private static final Set<Op> OPENVINO_GATE = Set.of(Op.RELU, Op.PRELU, Op.LEAKY_RELU, Op.SWISH);

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
            if (graph.backEnd() == BackEnd.OPENVINO) {
                patterns.normalisedProduct(vertex);
                patterns.negatedEquality(vertex);
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
            if (isGateConvolution(first) && isEdge(mean, first)) {
                for (List<Vertex> activation : activations(first)) {
                    Vertex last = activation.get(activation.size() - 1);
                    last.readers().forEach(second -> gate(mean, first, activation, second));
                }
            }
        }
    }

    private void gate(Vertex mean, Vertex first, List<Vertex> activation, Vertex second) {
        if (!isGateConvolution(second)) {
            return;
        }
        for (Vertex sigmoid : second.readers()) {
            if (!isGateSigmoid(sigmoid)) {
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

    /** Of OpenVINO's two hard sigmoids NNCF's rules name the one without parameters only. */
    private boolean isGateSigmoid(Vertex vertex) {
        return vertex.op() == Op.SIGMOID
                || vertex.op() == Op.HARD_SIGMOID
                        && (graph.backEnd() == BackEnd.ONNX
                                || vertex.node.type().equals("HSigmoid"));
    }

    private static boolean sharesInput(Vertex mean, Vertex product) {
        return mean.producers().stream().anyMatch(input -> isEdge(input, product));
    }

    private boolean isGateConvolution(Vertex vertex) {
        return vertex.node != null
                && Kinds.isOrdinaryConvolution(vertex.node)
                && (graph.backEnd() == BackEnd.ONNX || OpenVinoPatterns.hasBias(vertex));
    }

    /** The activation functions right behind a convolution, of one operation or of several. */
    private List<List<Vertex>> activations(Vertex convolution) {
        List<List<Vertex>> found = new ArrayList<>();
        boolean onnx = graph.backEnd() == BackEnd.ONNX;
        for (Vertex reader : convolution.readers()) {
            if (onnx ? BackEnd.ONNX.activations().contains(reader.op()) : OPENVINO_GATE.contains(reader.op())) {
                found.add(List.of(reader));
            }
        }
        for (Step step : FusedPatterns.ACTIVATIONS) {
            if (onnx && step instanceof Again composite) {
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
        for (Vertex next : product.readers()) {
            if (next.op() == Op.TRANSPOSE) {
                next.readers().forEach(joined -> angles(List.of(product, next), joined));
            }
            if (graph.backEnd() == BackEnd.OPENVINO) {
                // Joined without being transposed, or transposed without being joined.
                angles(List.of(product), next);
                if (next.op() == Op.TRANSPOSE) {
                    anglesOf(List.of(product), next);
                }
            }
        }
    }

    private void angles(List<Vertex> before, Vertex joined) {
        if (joined.op() == Op.CONCAT) {
            anglesOf(before, joined);
        }
    }

    private void anglesOf(List<Vertex> before, Vertex last) {
        Vertex cosine = reader(last, Op.COS);
        Vertex sine = reader(last, Op.SIN);
        if (cosine != null && sine != null) {
            ignore(before, POSITIONS);
            ignore(List.of(last, cosine, sine), POSITIONS);
        }
    }

    /** A product's result that is scaled and shifted with one more axis. */
    private void normalisedProduct(Vertex unsqueeze) {
        Vertex scale = unsqueeze.op() == Op.UNSQUEEZE ? reader(unsqueeze, Op.MUL) : null;
        Vertex shift = scale == null ? null : reader(scale, Op.ADD);
        Vertex squeeze = shift == null ? null : reader(shift, Op.SQUEEZE);
        if (squeeze != null) {
            ignore(
                    List.of(unsqueeze, scale, shift, squeeze),
                    "a normalisation that is computed with what is before it");
        }
    }

    private void negatedEquality(Vertex equal) {
        Vertex not = equal.op() == Op.EQUAL ? reader(equal, Op.NOT) : null;
        if (not != null) {
            ignore(List.of(equal, not), "compares for equality, which int8 would find where there is none");
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
