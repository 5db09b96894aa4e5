package octet.placement.nncf;

import java.util.EnumSet;
import java.util.Set;
import octet.graph.Op;

/** Whose operators are placed: NNCF has rules for each of its back ends, which differ in a few of them. */
public enum BackEnd {
    /** That for ONNX models. */
    ONNX(
            EnumSet.of(
                    Op.DEFORM_CONV, Op.GEMM, Op.SUM, Op.SQRT, Op.RECIPROCAL, Op.GLOBAL_AVERAGE_POOL, Op.HARD_SIGMOID),
            EnumSet.of(Op.GLOBAL_MAX_POOL, Op.FLATTEN, Op.SLICE, Op.CENTER_CROP_PAD, Op.DROPOUT, Op.IDENTITY),
            EnumSet.of(Op.BATCH_NORM, Op.HARD_SIGMOID, Op.DEFORM_CONV),
            EnumSet.of(Op.LEAKY_RELU, Op.THRESHOLDED_RELU),
            EnumSet.of(Op.SUM, Op.NOT, Op.MEAN),
            EnumSet.of(Op.SUM, Op.RECIPROCAL, Op.GLOBAL_AVERAGE_POOL, Op.MUL)),
    /** That for OpenVINO's intermediate representation. */
    OPENVINO(
            EnumSet.of(
                    Op.LSTM,
                    Op.GRU,
                    Op.NOT_EQUAL,
                    Op.SQRT,
                    Op.MEAN_VARIANCE_NORM,
                    Op.GROUP_NORM,
                    Op.L2_NORM,
                    Op.REDUCE_L2,
                    Op.SQUARED_DIFFERENCE),
            EnumSet.of(Op.STRIDED_SLICE, Op.BATCH_TO_SPACE, Op.SPACE_TO_BATCH, Op.SHUFFLE_CHANNELS),
            EnumSet.of(Op.BATCH_NORM, Op.L2_NORM, Op.SQUARED_DIFFERENCE),
            EnumSet.of(Op.SWISH, Op.LEAKY_RELU),
            EnumSet.of(Op.NOT_EQUAL),
            EnumSet.of(
                    Op.MUL,
                    Op.REDUCE_L2,
                    Op.SQUARED_DIFFERENCE,
                    Op.MEAN_VARIANCE_NORM,
                    Op.GROUP_NORM,
                    Op.NOT_EQUAL,
                    Op.GREATER_OR_EQUAL,
                    Op.LESS_OR_EQUAL));

    private final Set<Op> quantizable;
    private final Set<Op> movers;
    private final Set<Op> withoutTable;
    private final Set<Op> activations;
    private final Set<Op> elementwise;
    private final Set<Op> floatInTransformer;

    /**
     * @param quantizable what computes in int8 besides what does in all
     * @param movers what only moves elements besides what does in all
     * @param withoutTable what the hardware table has no line for, so that the default holds
     * @param activations activation functions that are computed with what is before them, besides those of all
     * @param elementwise what is not worth a quantizer of one input alone, besides what is not in all
     * @param floatInTransformer what stays float in a transformer besides what does in all
     */
    BackEnd(
            Set<Op> quantizable,
            Set<Op> movers,
            Set<Op> withoutTable,
            Set<Op> activations,
            Set<Op> elementwise,
            Set<Op> floatInTransformer) {
        this.quantizable = with(Kinds.QUANTIZABLE, quantizable);
        this.movers = with(Kinds.MOVERS, movers);
        this.withoutTable = withoutTable;
        this.activations = with(Kinds.ACTIVATION, activations);
        this.elementwise = with(Kinds.ELEMENTWISE, elementwise);
        this.floatInTransformer = with(Kinds.FLOAT_IN_TRANSFORMER, floatInTransformer);
    }

    private static Set<Op> with(Set<Op> all, Set<Op> own) {
        Set<Op> both = EnumSet.copyOf(all);
        both.addAll(own);
        return both;
    }

    /** What computes in int8 when its inputs are quantized. */
    Set<Op> quantizable() {
        return quantizable;
    }

    /** What only moves elements. */
    Set<Op> movers() {
        return movers;
    }

    /** What has the default quantizer alone. */
    Set<Op> withoutTable() {
        return withoutTable;
    }

    /** Activation functions of one operation. */
    Set<Op> activations() {
        return activations;
    }

    /** What is not worth a quantizer of one input alone. */
    Set<Op> elementwise() {
        return elementwise;
    }

    /** What stays float in a transformer wherever it stands. */
    Set<Op> floatInTransformer() {
        return floatInTransformer;
    }
}
