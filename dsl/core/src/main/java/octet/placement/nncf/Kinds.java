package octet.placement.nncf;

import java.util.EnumSet;
import java.util.Set;
import octet.graph.Node;
import octet.graph.Op;
import octet.graph.Weight;

/** Kinds of operations that the rules name together. */
final class Kinds {

    static final Set<Op> ARITHMETIC = EnumSet.of(Op.ADD, Op.SUM, Op.SUB, Op.MUL, Op.DIV);
    static final Set<Op> SHIFT = EnumSet.of(Op.ADD, Op.SUM, Op.SUB);
    static final Set<Op> PRODUCT = EnumSet.of(Op.MATMUL, Op.GEMM);

    /** Activation functions of one operation. */
    static final Set<Op> ACTIVATION = EnumSet.of(
            Op.RELU,
            Op.CLIP,
            Op.LEAKY_RELU,
            Op.THRESHOLDED_RELU,
            Op.ELU,
            Op.PRELU,
            Op.SIGMOID,
            Op.HARD_SIGMOID,
            Op.HARD_SWISH,
            Op.SELU);

    /** What is not worth a quantizer of one input alone. */
    static final Set<Op> ELEMENTWISE = EnumSet.of(
            Op.ADD,
            Op.SUM,
            Op.MUL,
            Op.SUB,
            Op.DIV,
            Op.LESS,
            Op.LESS_OR_EQUAL,
            Op.GREATER,
            Op.GREATER_OR_EQUAL,
            Op.EQUAL,
            Op.NOT_EQUAL,
            Op.MOD,
            Op.OR,
            Op.NOT,
            Op.AND,
            Op.XOR,
            Op.MAX,
            Op.MIN,
            Op.MEAN);

    /** What stays float in a transformer wherever it stands. */
    static final Set<Op> FLOAT_IN_TRANSFORMER = EnumSet.of(
            Op.ADD,
            Op.SUM,
            Op.SUB,
            Op.MUL,
            Op.DIV,
            Op.POW,
            Op.SQRT,
            Op.RECIPROCAL,
            Op.MAX,
            Op.SQUEEZE,
            Op.AVERAGE_POOL,
            Op.GLOBAL_AVERAGE_POOL,
            Op.REDUCE_MEAN,
            Op.REDUCE_SUM,
            Op.REDUCE_L2,
            Op.SQUARED_DIFFERENCE,
            Op.MEAN_VARIANCE_NORM,
            Op.GROUP_NORM,
            Op.BATCH_NORM,
            Op.GREATER,
            Op.GREATER_OR_EQUAL,
            Op.LESS,
            Op.LESS_OR_EQUAL,
            Op.EQUAL,
            Op.NOT_EQUAL);

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
    static boolean isLinear(Node node) {
        return node.op() == Op.CONV
                || node.op() == Op.CONV_TRANSPOSE
                || node.op() == Op.DEFORM_CONV
                || PRODUCT.contains(node.op());
    }

    /** What may overflow where sums of two products of bytes are cut off. */
    static boolean canOverflow(InferenceGraph graph, Node node) {
        boolean convolution = node.op() == Op.CONV && !graph.isDepthwise(node);
        return convolution || node.op() == Op.CONV_TRANSPOSE || PRODUCT.contains(node.op());
    }
}
