package octet.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.Set;
import octet.Golden;
import octet.graph.DataType;
import octet.graph.Graph;
import octet.graph.Op;
import octet.graph.TestGraph;
import octet.problem.BadSettingsException;
import org.junit.jupiter.api.Test;

/** Where quantizers go in small graphs for each target, one a rule; the tables lie under src/test/resources. */
class TargetPlacementTest {
    private static final CpuFeatures VNNI = new CpuFeatures("a CPU with VNNI", false);
    private static final CpuFeatures NO_VNNI = new CpuFeatures("an old CPU", true);

    private static void check(String name, Graph graph) throws IOException {
        check(name, graph, IgnoredScope.NONE, VNNI);
    }

    private static void check(String name, Graph graph, IgnoredScope ignored, CpuFeatures cpu) throws IOException {
        Golden.check(
                "placement/" + name,
                PlacementText.of(new OnnxRuntimeCpu(cpu).place(graph, PlacementRequest.DEFAULT.ignored(ignored))));
        Golden.check(
                "placement/portable/" + name,
                PlacementText.of(Target.portable().place(graph, PlacementRequest.DEFAULT.ignored(ignored))));
    }

    private static TestGraph twoConvolutions() {
        return new TestGraph()
                .input("x")
                .conv("c1", "x", 4, 3)
                .node("r1", Op.RELU, "Relu", "c1")
                .conv("c2", "r1", 4, 4)
                .node("r2", Op.RELU, "Relu", "c2")
                .node("y", Op.SIGMOID, "Sigmoid", "r2")
                .output("y");
    }

    @Test
    void convolutions_areQuantizedBehindTheirActivation() throws IOException {
        check("convolutions", twoConvolutions().build());
    }

    @Test
    void aCpuThatSaturates_keepsSevenBitsInTheFirstConvolution() throws IOException {
        check("saturating", twoConvolutions().build(), IgnoredScope.NONE, NO_VNNI);
    }

    @Test
    void ignoredOperations_stayFloat_andSaySo() throws IOException {
        check("ignored", twoConvolutions().build(), IgnoredScope.names("c2"), VNNI);
    }

    @Test
    void aResidualAddition_isQuantizedBetweenConvolutions() throws IOException {
        check(
                "residual",
                new TestGraph()
                        .input("x")
                        .conv("c1", "x", 4, 4)
                        .node("r1", Op.RELU, "Relu", "c1")
                        .conv("c2", "r1", 4, 4)
                        .node("sum", Op.ADD, "Add", "c2", "r1")
                        .node("r2", Op.RELU, "Relu", "sum")
                        .conv("c3", "r2", 4, 4)
                        .node("y", Op.SIGMOID, "Sigmoid", "c3")
                        .output("y")
                        .build());
    }

    @Test
    void aClassifiersHead_isQuantizedUpToTheProduct() throws IOException {
        check(
                "head",
                new TestGraph()
                        .input("x")
                        .conv("c", "x", 4, 3)
                        .node("pool", Op.GLOBAL_AVERAGE_POOL, "GlobalAveragePool", "c")
                        .node("flat", Op.RESHAPE, "Flatten", "pool")
                        .gemm("y", "flat", 4, 10)
                        .output("y")
                        .build());
    }

    @Test
    void aMaximum_sharesTheScaleOfItsInput() throws IOException {
        check(
                "maxpool",
                new TestGraph()
                        .input("x")
                        .conv("c1", "x", 4, 3)
                        .node("max", Op.MAX_POOL, "MaxPool", "c1")
                        .conv("c2", "max", 4, 4)
                        .node("y", Op.TANH, "Tanh", "c2")
                        .output("y")
                        .build());
    }

    @Test
    void concatenation_isQuantized_whereAllInputsAre() throws IOException {
        check(
                "concat",
                new TestGraph()
                        .input("x")
                        .conv("c1", "x", 4, 3)
                        .conv("c2", "x", 4, 3)
                        .node("both", Op.CONCAT, "Concat", "c1", "c2")
                        .conv("c3", "both", 4, 8)
                        .node("half", Op.CONCAT, "Concat", "c3", "x")
                        .output("half")
                        .build());
    }

    @Test
    void outputs_stayFloat() throws IOException {
        check(
                "outputs",
                new TestGraph()
                        .input("x")
                        .conv("c1", "x", 4, 3)
                        .conv("c2", "x", 4, 3)
                        .node("r2", Op.RELU, "Relu", "c2")
                        .output("c1")
                        .output("r2")
                        .build());
    }

    @Test
    void aValueReadInsideASubgraph_staysFloat() throws IOException {
        check("captured", twoConvolutions().build(Set.of("r1")));
    }

    @Test
    void squeezeAndExcite_keepsItsGateInFloat() throws IOException {
        check(
                "squeeze-excite",
                new TestGraph()
                        .input("x")
                        .conv("c1", "x", 4, 3)
                        .node("pool", Op.GLOBAL_AVERAGE_POOL, "GlobalAveragePool", "c1")
                        .conv("reduce", "pool", 2, 4)
                        .node("relu", Op.RELU, "Relu", "reduce")
                        .conv("expand", "relu", 4, 2)
                        .node("gate", Op.HARD_SIGMOID, "HardSigmoid", "expand")
                        .node("scaled", Op.MUL, "Mul", "c1", "gate")
                        .conv("c2", "scaled", 4, 4)
                        .node("y", Op.TANH, "Tanh", "c2")
                        .output("y")
                        .build());
    }

    @Test
    void attention_isRecognised_andItsProductsOfActivationsStayFloat() throws IOException {
        check(
                "attention",
                new TestGraph()
                        .input("x")
                        .constant("bq", DataType.FLOAT32, 8)
                        .matMul("q", "x", 8, 8)
                        .node("qb", Op.ADD, "Add", "bq", "q")
                        .matMul("k", "x", 8, 8)
                        .matMul("v", "x", 8, 8)
                        .node("kt", Op.TRANSPOSE, "Transpose", "k")
                        .node("scores", Op.MATMUL, "MatMul", "qb", "kt")
                        .node("weights", Op.SOFTMAX, "Softmax", "scores")
                        .node("moved", Op.RESHAPE, "Reshape", "weights")
                        .node("mixed", Op.MATMUL, "MatMul", "moved", "v")
                        .node("y", Op.LAYER_NORM, "LayerNormalization", "mixed")
                        .output("y")
                        .build());
    }

    @Test
    void anEmbedding_isStoredAsBytes() throws IOException {
        check(
                "embedding",
                new TestGraph()
                        .input("ids")
                        .embedding("rows", "ids", 100, 16)
                        .node("y", Op.LAYER_NORM, "LayerNormalization", "rows")
                        .output("y")
                        .build());
    }

    @Test
    void whatHasNoInt8Kernel_saysSo() throws IOException {
        check(
                "no-kernel",
                new TestGraph()
                        .input("x")
                        .constant("half", DataType.FLOAT16, 4, 3, 1, 1)
                        .conv("c", 1, "x", "half")
                        .node("lstm", Op.LSTM, "LSTM", "c")
                        .node("odd", Op.OTHER, "Einsum", "lstm")
                        .node("loop", Op.SUBGRAPH, "Loop", "odd")
                        .constant("wg", DataType.FLOAT32, 4, 4)
                        .node("product", Op.MATMUL, "MatMul", "odd", "loop")
                        .node("scaled", Op.GEMM, "Gemm", "loop", "wg")
                        .node("deep", Op.CONV_TRANSPOSE, "ConvTranspose", "scaled", "x")
                        .node("shape", Op.SHAPE, "Shape", "deep")
                        .output("deep")
                        .output("shape")
                        .build());
    }

    /** Before what the runtime computes on bytes, between bytes, one scale serves all channels. */
    @Test
    void channelsOfAConvolution_haveTheirOwnScales_whereOnlyFloatOperationsReadThem() throws IOException {
        check(
                "channels",
                new TestGraph()
                        .input("x")
                        .conv("own", "x", 4, 3)
                        .node("gate", Op.HARD_SIGMOID, "HardSigmoid", "own")
                        .node("gated", Op.MUL, "Mul", "own", "gate")
                        .conv("leaky", "gated", 4, 4)
                        .node("leak", Op.LEAKY_RELU, "LeakyRelu", "leaky")
                        .conv("single", "leak", 1, 4)
                        .node("root", Op.SQRT, "Sqrt", "single")
                        .conv("rectified", "root", 4, 1)
                        .node("relu", Op.RELU, "Relu", "rectified")
                        .node("y", Op.TANH, "Tanh", "relu")
                        .output("y")
                        .build());
    }

    private static TestGraph windows(int channels) {
        return new TestGraph()
                .input("x")
                .constant("w1", DataType.FLOAT32, 16, 3, 3, 3)
                .constant("w2", DataType.FLOAT32, channels, 16, 3, 3)
                .constant("w3", DataType.FLOAT32, channels, 1, 3, 3)
                .conv("c1", 1, "x", "w1")
                .node("r1", Op.RELU, "Relu", "c1")
                .node("max", Op.MAX_POOL, "MaxPool", "r1")
                .conv("c2", 1, "max", "w2")
                .conv("c3", channels, "c2", "w3")
                .node("sum", Op.ADD, "Add", "c3", "c2")
                .node("y", Op.TANH, "Tanh", "sum")
                .output("y");
    }

    @Test
    void smallConvolutions_stayFloat_whereAllThatHandBytesToEachOtherAreSmall() throws IOException {
        check("small", windows(32).build());
        check("small-and-large", windows(64).build());
    }

    @Test
    void recurrentWeights_areStoredAsBytes() throws IOException {
        check(
                "recurrent",
                new TestGraph()
                        .input("x")
                        .constant("w", DataType.FLOAT32, 1, 64, 16)
                        .constant("r", DataType.FLOAT32, 1, 64, 16)
                        .constant("few", DataType.FLOAT32, 1, 12, 4)
                        .node("lstm", Op.LSTM, "LSTM", "x", "w", "r")
                        .node("gru", Op.GRU, "GRU", "lstm", "few", "few")
                        .output("gru")
                        .build());
    }

    @Test
    void targets_haveNames() {
        assertThat(Target.named("portable")).isEqualTo(new Portable());
        assertThat(Target.named(" OnnxRuntime-CPU ").name()).isEqualTo("onnxruntime-cpu");
        assertThatExceptionOfType(BadSettingsException.class)
                .isThrownBy(() -> Target.named("portabel"))
                .withMessageContaining("one of onnxruntime-cpu, openvino, portable")
                .withMessageContaining("nearest: 'portable'");
    }
}
