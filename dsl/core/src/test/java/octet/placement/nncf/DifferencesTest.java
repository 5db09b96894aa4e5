package octet.placement.nncf;

import static octet.placement.nncf.NncfText.PLAIN;
import static octet.placement.nncf.NncfText.place;
import static octet.placement.nncf.NncfText.quantizers;
import static octet.placement.nncf.NncfText.reason;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import octet.graph.DataType;
import octet.graph.Op;
import octet.graph.TestGraph;
import octet.placement.ModelType;
import octet.placement.PlacementRequest;
import octet.placement.Preset;
import octet.placement.QuantizationParameters;
import octet.placement.Scheme;
import octet.placement.Signedness;
import org.junit.jupiter.api.Test;

/** Pins what differs from NNCF on purpose; half precision and weights of 7 bits are pinned beside their rules. */
class DifferencesTest {
    private static final PlacementRequest TRANSFORMER = PLAIN.modelType(ModelType.TRANSFORMER);

    @Test
    void aHardSwishBehindAMove_isQuantizedAtItsResult() {
        var graph = new TestGraph()
                .input("x")
                .constant("k", new float[] {1})
                .node("t", Op.TANH, "Tanh", "x")
                .node("pool", Op.MAX_POOL, "MaxPool", "t")
                .node("add", Op.ADD, "Add", "pool", "k")
                .node("relu", Op.RELU, "Relu", "add")
                .node("mul", Op.MUL, "Mul", "pool", "relu")
                .node("div", Op.DIV, "Div", "mul", "k")
                .conv("c", "div", 4, 4)
                .output("c");

        assertThat(quantizers(graph)).contains("div for c");
    }

    @Test
    void twoWeightedSumsOfOneValue_bothStayFloat() {
        var graph = new TestGraph().input("x").input("y").node("moved", Op.TRANSPOSE, "Transpose", "x");
        for (String head : List.of("1", "2")) {
            graph.node("soft" + head, Op.SOFTMAX, "Softmax", "y")
                    .node("sum" + head, Op.MATMUL, "MatMul", "soft" + head, "moved")
                    .output("sum" + head);
        }

        assertThat(quantizers(graph, TRANSFORMER)).isEmpty();
        assertThat(reason(graph, TRANSFORMER, "sum2")).contains("attention's weighted sum");
    }

    @Test
    void selection_marksAllWays_whateverTheOrderOfOutputs() {
        var graph = new TestGraph()
                .input("x")
                .constant("k", DataType.INT64, 1)
                .node(List.of("best", "where"), Op.TOP_K, "TopK", "x", "k")
                .type("where", DataType.INT64)
                .node("picked", Op.GATHER_ELEMENTS, "GatherElements", "x", "where")
                .node("square", Op.MUL, "Mul", "picked", "picked")
                .output("where")
                .output("best")
                .output("square");

        assertThat(quantizers(graph)).isEmpty();
        assertThat(reason(graph, PLAIN, "square")).contains("selects among results");
    }

    @Test
    void rotaryPositions_stayFloat_alsoWhereBothHalvesAreOneValue() {
        var graph = new TestGraph()
                .input("x")
                .matMul("angles", "x", 4, 4)
                .node("turned", Op.TRANSPOSE, "Transpose", "angles")
                .node("both", Op.CONCAT, "Concat", "turned", "turned")
                .node("cos", Op.COS, "Cos", "both")
                .node("sin", Op.SIN, "Sin", "both")
                .output("cos")
                .output("sin");

        assertThat(quantizers(graph, TRANSFORMER)).isEmpty();
    }

    @Test
    void whatSharesAScale_becomesSymmetricTogether() {
        var graph = new TestGraph()
                .input("x")
                .node("a", Op.TANH, "Tanh", "x")
                .node("b", Op.SIGMOID, "Sigmoid", "x")
                .node("c", Op.ERF, "Erf", "x")
                .node("join", Op.CONCAT, "Concat", "a", "b")
                .node("product", Op.MATMUL, "MatMul", "join", "c")
                .output("product");

        assertThat(place(graph, TRANSFORMER).activations())
                .hasSize(3)
                .extracting(spot -> spot.config().scheme())
                .containsOnly(Scheme.SYMMETRIC);
    }

    @Test
    void aSignednessForAllActivations_isGiven() {
        var graph = new TestGraph().input("x").conv("c", "x", 4, 3).output("c");
        var request = PLAIN.preset(Preset.MIXED).activations(QuantizationParameters.NONE.signednessToForce(false));

        assertThat(place(graph, request).activations())
                .extracting(spot -> spot.config().signedness())
                .containsExactly(Signedness.UNSIGNED);
    }

    @Test
    void aConvolutionWithComputedWeights_isQuantizedAtBothInputs() {
        var graph = new TestGraph()
                .input("x")
                .input("w")
                .node("c", Op.CONV, "Conv", "x", "w")
                .output("c");

        assertThat(quantizers(graph)).containsExactly("x for c", "w for c");
    }
}
