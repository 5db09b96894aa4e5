package octet.graph;

/** The one vocabulary of operators. A format maps its own names to these; what it cannot map is {@link #OTHER}. */
public enum Op {
    // Weighted
    CONV(Trait.WEIGHTED),
    CONV_TRANSPOSE(Trait.WEIGHTED),
    MATMUL(Trait.WEIGHTED),
    GEMM(Trait.WEIGHTED),
    /** A row look-up in a constant table. */
    EMBEDDING(Trait.WEIGHTED),
    LSTM(Trait.WEIGHTED),
    GRU(Trait.WEIGHTED),

    /** A convolution whose weights may lie anywhere. */
    DEFORM_CONV(Trait.PLAIN),
    /** Scaled products of queries, keys and values as one operator. */
    ATTENTION(Trait.PLAIN),

    // Arithmetic on two values
    ADD(Trait.ARITHMETIC),
    SUB(Trait.ARITHMETIC),
    MUL(Trait.ARITHMETIC),
    DIV(Trait.ARITHMETIC),
    /** The sum of any number of values. */
    SUM(Trait.PLAIN),
    /** The mean of any number of values. */
    MEAN(Trait.PLAIN),
    MAX(Trait.PLAIN),
    MIN(Trait.PLAIN),
    MOD(Trait.PLAIN),

    // Comparison and logic
    LESS(Trait.PLAIN),
    LESS_OR_EQUAL(Trait.PLAIN),
    GREATER(Trait.PLAIN),
    GREATER_OR_EQUAL(Trait.PLAIN),
    EQUAL(Trait.PLAIN),
    NOT_EQUAL(Trait.PLAIN),
    AND(Trait.PLAIN),
    OR(Trait.PLAIN),
    XOR(Trait.PLAIN),
    NOT(Trait.PLAIN),

    /** A product with one number a channel that quantization puts in; it stays as it is. */
    RESCALE(Trait.PLAIN),

    // Activation functions
    RELU(Trait.ACTIVATION),
    CLIP(Trait.ACTIVATION),
    LEAKY_RELU(Trait.ACTIVATION),
    SIGMOID(Trait.ACTIVATION),
    HARD_SIGMOID(Trait.ACTIVATION),
    HARD_SWISH(Trait.ACTIVATION),
    SWISH(Trait.ACTIVATION),
    TANH(Trait.ACTIVATION),
    ERF(Trait.ACTIVATION),
    GELU(Trait.ACTIVATION),
    ELU(Trait.ACTIVATION),
    SOFTMAX(Trait.ACTIVATION),
    PRELU(Trait.PLAIN),
    SELU(Trait.PLAIN),
    THRESHOLDED_RELU(Trait.PLAIN),

    // Pooling and normalisation
    AVERAGE_POOL(Trait.PLAIN),
    GLOBAL_AVERAGE_POOL(Trait.PLAIN),
    LAYER_NORM(Trait.PLAIN),
    /** A normalisation by mean and variance alone, without scale and shift. */
    MEAN_VARIANCE_NORM(Trait.PLAIN),
    GROUP_NORM(Trait.PLAIN),
    L2_NORM(Trait.PLAIN),
    BATCH_NORM(Trait.PLAIN),
    REDUCE_MEAN(Trait.PLAIN),
    SQRT(Trait.PLAIN),
    POW(Trait.PLAIN),
    ABS(Trait.PLAIN),
    RECIPROCAL(Trait.PLAIN),
    COS(Trait.PLAIN),
    SIN(Trait.PLAIN),
    REDUCE_SUM(Trait.PLAIN),
    REDUCE_L2(Trait.PLAIN),
    SQUARED_DIFFERENCE(Trait.PLAIN),
    EXP(Trait.PLAIN),
    REDUCE_MAX(Trait.PLAIN),
    GLOBAL_MAX_POOL(Trait.PLAIN),

    // Data movement: the output holds elements of the input and nothing else
    MAX_POOL(Trait.MOVEMENT),
    RESHAPE(Trait.MOVEMENT),
    FLATTEN(Trait.MOVEMENT),
    SQUEEZE(Trait.MOVEMENT),
    UNSQUEEZE(Trait.MOVEMENT),
    TRANSPOSE(Trait.MOVEMENT),
    SLICE(Trait.MOVEMENT),
    STRIDED_SLICE(Trait.MOVEMENT),
    SPLIT(Trait.MOVEMENT),
    GATHER(Trait.MOVEMENT),
    CONCAT(Trait.PLAIN),
    RESIZE(Trait.PLAIN),
    PAD(Trait.PLAIN),
    EXPAND(Trait.PLAIN),
    TILE(Trait.PLAIN),
    CENTER_CROP_PAD(Trait.PLAIN),
    DEPTH_TO_SPACE(Trait.PLAIN),
    SPACE_TO_DEPTH(Trait.PLAIN),
    BATCH_TO_SPACE(Trait.PLAIN),
    SPACE_TO_BATCH(Trait.PLAIN),
    SHUFFLE_CHANNELS(Trait.PLAIN),
    GATHER_ELEMENTS(Trait.PLAIN),
    GATHER_ND(Trait.PLAIN),
    SCATTER_ELEMENTS(Trait.PLAIN),
    SCATTER_ND(Trait.PLAIN),
    IDENTITY(Trait.PLAIN),
    DROPOUT(Trait.PLAIN),
    CAST_LIKE(Trait.PLAIN),

    // Selection, as in post-processing
    TOP_K(Trait.PLAIN),
    NON_MAX_SUPPRESSION(Trait.PLAIN),

    // Everything else
    SHAPE(Trait.PLAIN),
    CAST(Trait.PLAIN),
    /** Gives out what was kept from the run before. */
    STATE(Trait.PLAIN),
    QUANTIZE(Trait.PLAIN),
    DEQUANTIZE(Trait.PLAIN),
    /** Holds graphs of its own, such as If and Loop; these stay as they are. */
    SUBGRAPH(Trait.PLAIN),
    OTHER(Trait.PLAIN);

    private enum Trait {
        WEIGHTED,
        ARITHMETIC,
        ACTIVATION,
        MOVEMENT,
        PLAIN
    }

    private final Trait trait;

    Op(Trait trait) {
        this.trait = trait;
    }

    /** Whether the operator usually has a constant operand that holds most of a model's bytes. */
    public boolean isWeighted() {
        return trait == Trait.WEIGHTED;
    }

    /** Whether the operator computes element by element from two values. */
    public boolean isArithmetic() {
        return trait == Trait.ARITHMETIC;
    }

    /** Whether the operator is an activation function. */
    public boolean isActivation() {
        return trait == Trait.ACTIVATION;
    }

    /** Whether each element of the output is an element of the input, so that both may share one scale. */
    public boolean isMovement() {
        return trait == Trait.MOVEMENT;
    }

    /** Whether no element of the output is ever negative. A clip counts only where its lower bound says so. */
    public boolean isNonNegative() {
        return this == RELU
                || this == SIGMOID
                || this == HARD_SIGMOID
                || this == SOFTMAX
                || this == ABS
                || this == SQRT;
    }
}
