package octet.onnx;

import java.util.Map;
import octet.graph.Op;

/** Maps the names of ONNX's standard operators to the one vocabulary. */
final class OpNames {

    private static final Map<String, Op> OPS = Map.ofEntries(
            Map.entry("Conv", Op.CONV),
            Map.entry("ConvTranspose", Op.CONV_TRANSPOSE),
            Map.entry("MatMul", Op.MATMUL),
            Map.entry("Gemm", Op.GEMM),
            Map.entry("LSTM", Op.LSTM),
            Map.entry("GRU", Op.GRU),
            Map.entry("Add", Op.ADD),
            Map.entry("Sub", Op.SUB),
            Map.entry("Mul", Op.MUL),
            Map.entry("Div", Op.DIV),
            Map.entry("Relu", Op.RELU),
            Map.entry("Clip", Op.CLIP),
            Map.entry("LeakyRelu", Op.LEAKY_RELU),
            Map.entry("Sigmoid", Op.SIGMOID),
            Map.entry("HardSigmoid", Op.HARD_SIGMOID),
            Map.entry("HardSwish", Op.HARD_SWISH),
            Map.entry("Tanh", Op.TANH),
            Map.entry("Erf", Op.ERF),
            Map.entry("Gelu", Op.GELU),
            Map.entry("Elu", Op.ELU),
            Map.entry("Softmax", Op.SOFTMAX),
            Map.entry("AveragePool", Op.AVERAGE_POOL),
            Map.entry("GlobalAveragePool", Op.GLOBAL_AVERAGE_POOL),
            Map.entry("MaxPool", Op.MAX_POOL),
            Map.entry("LayerNormalization", Op.LAYER_NORM),
            Map.entry("BatchNormalization", Op.BATCH_NORM),
            Map.entry("ReduceMean", Op.REDUCE_MEAN),
            Map.entry("Sqrt", Op.SQRT),
            Map.entry("Pow", Op.POW),
            Map.entry("Abs", Op.ABS),
            Map.entry("Reshape", Op.RESHAPE),
            Map.entry("Flatten", Op.RESHAPE),
            Map.entry("Squeeze", Op.RESHAPE),
            Map.entry("Unsqueeze", Op.RESHAPE),
            Map.entry("Transpose", Op.TRANSPOSE),
            Map.entry("Slice", Op.SLICE),
            Map.entry("Split", Op.SPLIT),
            Map.entry("Gather", Op.GATHER),
            Map.entry("Concat", Op.CONCAT),
            Map.entry("Resize", Op.RESIZE),
            Map.entry("Pad", Op.PAD),
            Map.entry("Shape", Op.SHAPE),
            Map.entry("Cast", Op.CAST),
            Map.entry("QuantizeLinear", Op.QUANTIZE),
            Map.entry("DequantizeLinear", Op.DEQUANTIZE));

    private OpNames() {}

    static Op of(String type) {
        return OPS.getOrDefault(type, Op.OTHER);
    }
}
