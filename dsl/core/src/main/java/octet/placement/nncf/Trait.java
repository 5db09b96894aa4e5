package octet.placement.nncf;

import java.util.Set;
import octet.graph.Node;
import octet.graph.Op;

/** What an operation means to quantizers. */
enum Trait {
    /** Computes in int8 when its inputs are quantized: quantizers start at its inputs. */
    INPUTS_QUANTIZABLE,
    /** Only moves elements: quantizers go through it. */
    AGNOSTIC,
    /** Joins values: quantizers go through it to all inputs alike. */
    CONCAT,
    /** Gives out rows of a quantized table: a quantizer behind it may be left out. */
    WEIGHTS_AS_OUTPUT,
    /** Runs in float. */
    FLOAT;

    private static final Set<Op> QUANTIZABLE = Set.of(
            Op.CONV,
            Op.CONV_TRANSPOSE,
            Op.DEFORM_CONV,
            Op.MATMUL,
            Op.GEMM,
            Op.ATTENTION,
            Op.ADD,
            Op.SUM,
            Op.SUB,
            Op.MUL,
            Op.DIV,
            Op.MAX,
            Op.MIN,
            Op.MOD,
            Op.SQUARED_DIFFERENCE,
            Op.LESS,
            Op.LESS_OR_EQUAL,
            Op.GREATER,
            Op.GREATER_OR_EQUAL,
            Op.EQUAL,
            Op.NOT_EQUAL,
            Op.AND,
            Op.OR,
            Op.XOR,
            Op.NOT,
            Op.POW,
            Op.SQRT,
            Op.RECIPROCAL,
            Op.AVERAGE_POOL,
            Op.GLOBAL_AVERAGE_POOL,
            Op.REDUCE_MEAN,
            Op.REDUCE_SUM,
            Op.REDUCE_L2,
            Op.BATCH_NORM,
            Op.GROUP_NORM,
            Op.MEAN_VARIANCE_NORM,
            Op.NORMALIZE_L2,
            Op.HARD_SIGMOID,
            Op.RESIZE);

    private static final Set<Op> MOVERS = Set.of(
            Op.MAX_POOL,
            Op.GLOBAL_MAX_POOL,
            Op.REDUCE_MAX,
            Op.RESHAPE,
            Op.FLATTEN,
            Op.SQUEEZE,
            Op.UNSQUEEZE,
            Op.TRANSPOSE,
            Op.SPLIT,
            Op.SLICE,
            Op.GATHER,
            Op.GATHER_ELEMENTS,
            Op.GATHER_ND,
            Op.SCATTER_ELEMENTS,
            Op.SCATTER_ND,
            Op.PAD,
            Op.TILE,
            Op.EXPAND,
            Op.CENTER_CROP_PAD,
            Op.DEPTH_TO_SPACE,
            Op.SPACE_TO_DEPTH,
            Op.BATCH_TO_SPACE,
            Op.SPACE_TO_BATCH,
            Op.SHUFFLE_CHANNELS,
            Op.CAST_LIKE,
            Op.DROPOUT,
            Op.IDENTITY);

    /** The trait of an operation that nobody wants to stay float. */
    static Trait of(Node node) {
        if (Kinds.isEmbedding(node)) {
            return WEIGHTS_AS_OUTPUT;
        }
        if (QUANTIZABLE.contains(node.op())) {
            return INPUTS_QUANTIZABLE;
        }
        if (node.op() == Op.CONCAT) {
            return CONCAT;
        }
        return MOVERS.contains(node.op()) ? AGNOSTIC : FLOAT;
    }
}
