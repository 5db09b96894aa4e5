package octet.placement.nncf;

import java.util.EnumSet;
import java.util.Set;
import octet.graph.Node;
import octet.graph.Op;
import octet.graph.Weight;

/** Kinds of operations that the rules name together. */
final class Kinds {

    /** What computes in int8 when its inputs are quantized, whoever's operator it is. */
    static final Set<Op> QUANTIZABLE = EnumSet.of(
            Op.CONV,
            Op.CONV_TRANSPOSE,
            Op.MATMUL,
            Op.ATTENTION,
            Op.ADD,
            Op.SUB,
            Op.MUL,
            Op.DIV,
            Op.MAX,
            Op.MIN,
            Op.MOD,
            Op.LESS,
            Op.LESS_OR_EQUAL,
            Op.GREATER,
            Op.GREATER_OR_EQUAL,
            Op.EQUAL,
            Op.AND,
            Op.OR,
            Op.XOR,
            Op.NOT,
            Op.POW,
            Op.AVERAGE_POOL,
            Op.REDUCE_MEAN,
            Op.REDUCE_SUM,
            Op.BATCH_NORM,
            Op.RESIZE);

    /** What only moves elements, whoever's operator it is. */
    static final Set<Op> MOVERS = EnumSet.of(
            Op.MAX_POOL,
            Op.REDUCE_MAX,
            Op.RESHAPE,
            Op.SQUEEZE,
            Op.UNSQUEEZE,
            Op.TRANSPOSE,
            Op.SPLIT,
            Op.GATHER,
            Op.GATHER_ELEMENTS,
            Op.GATHER_ND,
            Op.SCATTER_ELEMENTS,
            Op.SCATTER_ND,
            Op.PAD,
            Op.TILE,
            Op.EXPAND,
            Op.DEPTH_TO_SPACE,
            Op.SPACE_TO_DEPTH,
            Op.CAST_LIKE);

    static final Set<Op> ARITHMETIC = EnumSet.of(Op.ADD, Op.SUM, Op.SUB, Op.MUL, Op.DIV);
    static final Set<Op> SHIFT = EnumSet.of(Op.ADD, Op.SUM, Op.SUB);
    static final Set<Op> PRODUCT = EnumSet.of(Op.MATMUL, Op.GEMM);

    /** Activation functions of one operation. */
    static final Set<Op> ACTIVATION =
            EnumSet.of(Op.RELU, Op.CLIP, Op.ELU, Op.PRELU, Op.SIGMOID, Op.HARD_SIGMOID, Op.HARD_SWISH, Op.SELU);

    /** What is not worth a quantizer of one input alone. */
    static final Set<Op> ELEMENTWISE = EnumSet.of(
            Op.ADD,
            Op.MUL,
            Op.SUB,
            Op.DIV,
            Op.LESS,
            Op.LESS_OR_EQUAL,
            Op.GREATER,
            Op.GREATER_OR_EQUAL,
            Op.EQUAL,
            Op.MOD,
            Op.OR,
            Op.AND,
            Op.XOR,
            Op.MAX,
            Op.MIN);

    /** What stays float in a transformer wherever it stands. */
    static final Set<Op> FLOAT_IN_TRANSFORMER = EnumSet.of(
            Op.ADD,
            Op.SUB,
            Op.DIV,
            Op.POW,
            Op.SQRT,
            Op.MAX,
            Op.SQUEEZE,
            Op.AVERAGE_POOL,
            Op.REDUCE_MEAN,
            Op.REDUCE_SUM,
            Op.BATCH_NORM,
            Op.GREATER,
            Op.LESS,
            Op.EQUAL);

    private Kinds() {}

    /** Whether the operation looks rows up in a table of floats. */
    static boolean isEmbedding(Node node) {
        return (node.op() == Op.GATHER || node.op() == Op.EMBEDDING)
                && !node.constants().isEmpty();
    }

    /** Whether it is a convolution over all channels at once. */
    static boolean isOrdinaryConvolution(Node node) {
        return node.op() == Op.CONV
                && node.constants().stream().mapToInt(Weight::groups).noneMatch(groups -> groups > 1);
    }

    /** A convolution, a matrix product or the like, behind which engines compute more without leaving the kernel. */
    static boolean isLinear(InferenceGraph graph, Node node) {
        return isOrdinaryConvolution(node)
                || graph.isDepthwise(node)
                || node.op() == Op.CONV_TRANSPOSE
                || node.op() == Op.DEFORM_CONV
                || PRODUCT.contains(node.op());
    }
}
