package octet.placement.nncf;

import static octet.placement.nncf.NncfText.PLAIN;
import static octet.placement.nncf.NncfText.place;
import static octet.placement.nncf.NncfText.quantizers;
import static octet.placement.nncf.NncfText.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import octet.graph.DataType;
import octet.graph.Op;
import octet.graph.TestGraph;
import octet.placement.ActivationSpot;
import octet.placement.IgnoredScope;
import octet.placement.ModelType;
import octet.placement.OverflowFix;
import octet.placement.PlacementRequest;
import octet.placement.Preset;
import octet.placement.QuantizationParameters;
import octet.placement.Scheme;
import octet.placement.WeightSpot;
import octet.problem.BadSettingsException;
import org.junit.jupiter.api.Test;

class NncfPlacerTest {
    private static final PlacementRequest TRANSFORMER = PLAIN.modelType(ModelType.TRANSFORMER);

    private static TestGraph convs() {
        return new TestGraph()
                .input("x")
                .conv("c", "x", 4, 3)
                .node("relu", Op.RELU, "Relu", "c")
                .conv("d", "relu", 4, 4)
                .output("d");
    }

    private static TestGraph attention() {
        return new TestGraph()
                .input("x")
                .constant("k", new float[] {1})
                .matMul("q", "x", 4, 4)
                .matMul("v", "x", 4, 4)
                .node("moved", Op.TRANSPOSE, "Transpose", "v")
                .node("scores", Op.MATMUL, "MatMul", "q", "moved")
                .node("soft", Op.SOFTMAX, "Softmax", "scores")
                .node("place", Op.RESHAPE, "Reshape", "v")
                .node("mixed", Op.MATMUL, "MatMul", "soft", "place")
                .node("sum", Op.ADD, "Add", "mixed", "x")
                .node("mean", Op.REDUCE_MEAN, "ReduceMean", "sum")
                .output("mean");
    }

    private static List<String> half(TestGraph graph, OverflowFix fix) {
        return place(graph, PLAIN.overflowFix(fix)).weights().stream()
                .filter(WeightSpot::halfRange)
                .map(spot -> spot.node().name())
                .toList();
    }

    @Test
    void arithmeticOnShapesAndConstants_isLeftAlone() {
        var graph = new TestGraph()
                .input("x")
                .constant("k", new float[] {1})
                .node("shape", Op.SHAPE, "Shape", "x")
                .type("shape", DataType.INT64)
                .node("cast", Op.CAST, "Cast", "shape")
                .node("twice", Op.MUL, "Mul", "cast", "cast")
                .node("size", Op.CAST, "Cast", "twice")
                .type("size", DataType.INT64)
                .node("table", Op.MUL, "Mul", "k", "k")
                .node("to", Op.RESHAPE, "Reshape", "x", "size")
                .node("soft", Op.SOFTMAX, "Softmax", "to")
                .node("sum", Op.ADD, "Add", "soft", "table")
                .output("sum");

        assertThat(quantizers(graph)).isEmpty();
        assertThat(reason(graph, PLAIN, "twice")).isEqualTo("computes on shapes or constants, not on the data");
        assertThat(reason(graph, PLAIN, "table")).isEqualTo("computes on shapes or constants, not on the data");
    }

    @Test
    void presets_chooseTheSchemeOfActivations() {
        assertThat(place(convs(), PLAIN).activations())
                .extracting(spot -> spot.config().scheme())
                .containsOnly(Scheme.SYMMETRIC);
        assertThat(place(convs(), PLAIN.preset(Preset.MIXED)).activations())
                .extracting(spot -> spot.config().scheme())
                .containsOnly(Scheme.ASYMMETRIC);
        assertThat(place(convs(), TRANSFORMER).activations())
                .extracting(spot -> spot.config().scheme())
                .containsOnly(Scheme.ASYMMETRIC);
    }

    @Test
    void depthwiseConvolutions_getAScaleForEachChannel() {
        var graph = new TestGraph()
                .input("x")
                .constant("w", DataType.FLOAT32, 4, 1, 3, 3)
                .conv("c", 4, "x", "w")
                .output("c");

        assertThat(place(graph, PLAIN).activations())
                .extracting(ActivationSpot::channelAxis)
                .containsExactly(1);
        assertThat(place(graph, PLAIN.activations(QuantizationParameters.NONE.perChannel(false)))
                        .activations())
                .extracting(ActivationSpot::channelAxis)
                .containsExactly(-1);
    }

    @Test
    void settingsThatNoOperationTakes_areRefused() {
        var request = PLAIN.activations(QuantizationParameters.NONE.perChannel(true));

        assertThatThrownBy(() -> place(convs(), request))
                .isInstanceOf(BadSettingsException.class)
                .hasMessageContaining("activationsQuantizationParams")
                .hasMessageContaining("Conv ('");
    }

    @Test
    void sixteenBits_areForActivations() {
        var placement = place(convs(), PLAIN.activations(QuantizationParameters.NONE.numBits(16)));

        assertThat(placement.activations()).allMatch(spot -> spot.config().bits() == 16);
        assertThat(placement.weights()).allMatch(spot -> spot.bits() == 8);
    }

    @Test
    void theOverflowFix_takesTheFirstConvolutionBehindAnInput_orAll_orNone() {
        assertThat(half(convs(), OverflowFix.AUTO)).containsExactly("c");
        assertThat(half(convs(), OverflowFix.FIRST_LAYER)).containsExactly("c");
        assertThat(half(convs(), OverflowFix.ENABLE)).containsExactly("c", "d");
        assertThat(half(convs(), OverflowFix.DISABLE)).isEmpty();
    }

    @Test
    void theOverflowFix_walksThroughConvolutionsThatStayFloat() {
        assertThat(place(convs(), PLAIN.ignored(IgnoredScope.names("c"))).weights())
                .extracting(spot -> spot.node().name() + " " + spot.halfRange())
                .containsExactly("d true");
    }

    @Test
    void asymmetricWeights_keepAllBits() {
        assertThat(place(convs(), PLAIN.weights(QuantizationParameters.NONE.mode(Scheme.ASYMMETRIC)))
                        .weights())
                .noneMatch(WeightSpot::halfRange);
    }

    @Test
    void aTransformer_keepsSumsAndAttentionsSecondProductInFloat() {
        assertThat(quantizers(attention(), TRANSFORMER))
                .containsExactlyInAnyOrder("x for q", "x for v", "q for scores", "v for moved");
    }

    @Test
    void productsOfTwoActivations_areSymmetricInATransformer() {
        assertThat(place(attention(), TRANSFORMER).activations())
                .filteredOn(
                        spot -> spot.uses().stream().anyMatch(use -> use.node().equals("scores")))
                .extracting(spot -> spot.config().scheme())
                .containsOnly(Scheme.SYMMETRIC);
    }

    @Test
    void attention_isFoundInTheGraph() {
        assertThat(place(attention(), PlacementRequest.DEFAULT).transformer()).isTrue();
        assertThat(place(convs(), PlacementRequest.DEFAULT).transformer()).isFalse();
    }

    @Test
    void gatesOfSqueezeAndExcitation_stayFloat() {
        var graph = convs().node("mean", Op.GLOBAL_AVERAGE_POOL, "GlobalAveragePool", "d")
                .conv("less", "mean", 2, 4)
                .node("act", Op.RELU, "Relu", "less")
                .conv("more", "act", 4, 2)
                .node("gate", Op.SIGMOID, "Sigmoid", "more")
                .node("scaled", Op.MUL, "Mul", "d", "gate")
                .output("scaled");

        assertThat(place(graph, PLAIN).weights())
                .extracting(spot -> spot.node().name())
                .containsExactlyInAnyOrder("c", "d");
        assertThat(reason(graph, PLAIN, "less")).contains("squeeze-and-excitation");
    }

    @Test
    void selectionBehindAllWeights_staysFloat() {
        var graph = convs().constant("k", DataType.INT64, 1)
                .node("square", Op.MUL, "Mul", "d", "d")
                .node(List.of("best", "where"), Op.TOP_K, "TopK", "square", "k")
                .type("where", DataType.INT64)
                .output("best")
                .output("where");

        assertThat(reason(graph, PLAIN, "square")).contains("selects among results");
        assertThat(quantizers(graph)).containsExactlyInAnyOrder("x for c", "relu for d");
    }

    @Test
    void rowsOfAQuantizedTable_needNoQuantizer() {
        var graph = new TestGraph()
                .input("ids", DataType.INT64)
                .embedding("rows", "ids", 10, 4)
                .matMul("product", "rows", 4, 4)
                .output("product");

        assertThat(quantizers(graph)).isEmpty();
        assertThat(place(graph, PLAIN).weights())
                .extracting(spot -> spot.node().name() + " " + spot.config())
                .containsExactly("rows 8 bits symmetric per-tensor", "product 8 bits symmetric per-channel narrow");
        assertThat(quantizers(graph, PLAIN.preset(Preset.MIXED))).containsExactly("rows for product");
    }

    @Test
    void aTableJoinedWithAValue_sharesItsScale() {
        var graph = new TestGraph()
                .input("ids", DataType.INT64)
                .input("x")
                .embedding("rows", "ids", 10, 4)
                .node("join", Op.CONCAT, "Concat", "rows", "x")
                .matMul("product", "join", 8, 4)
                .output("product");

        var placement = place(graph, PLAIN);
        assertThat(placement.activations())
                .extracting(ActivationSpot::rangesOf)
                .containsExactly(List.of("x", "rows_w"));
        assertThat(placement.weights().get(0).rangesOf()).containsExactly("x", "rows_w");
    }

    @Test
    void aSharedConstant_isQuantizedOnce_asItsFirstReaderWantsIt() {
        var graph = new TestGraph()
                .input("x")
                .constant("w", DataType.FLOAT32, 4, 4, 1, 1)
                .conv("c", 1, "x", "w")
                .conv("d", 1, "c", "w")
                .output("d");

        assertThat(place(graph, PLAIN).weights())
                .extracting(WeightSpot::halfRange)
                .containsExactly(true, true);
    }

    @Test
    void everyOperationThatCouldBeQuantized_hasALine() {
        var graph = convs().constant("k", new float[] {1})
                .node("sum", Op.ADD, "Add", "d", "k")
                .node("root", Op.SQRT, "Sqrt", "sum")
                .output("root");

        assertThat(reason(graph, PLAIN, "c"))
                .isEqualTo("inputs and weights, 8 bits symmetric per-channel narrow, 7 of 8 bits against overflow");
        assertThat(reason(graph, PLAIN, "root")).isEqualTo("inputs in int8");
        assertThat(reason(graph, PLAIN.ignored(IgnoredScope.names("d")), "d")).isEqualTo("ignored by the user");
    }

    @Test
    void aRuleThatMatchesNothing_isRefused() {
        assertThatThrownBy(() -> place(convs(), PLAIN.ignored(IgnoredScope.names("nobody"))))
                .isInstanceOf(BadSettingsException.class);
    }

    @Test
    void aLargeGraph_isPlaced() {
        int convolutions = 1000;
        var graph = new TestGraph().input("x").conv("a0", "x", 4, 3);
        for (int i = 0; i < convolutions; i++) {
            graph.conv("c" + i, "a" + i, 4, 4)
                    .node("r" + i, Op.RELU, "Relu", "c" + i)
                    .node("p" + i, Op.MAX_POOL, "MaxPool", "r" + i)
                    .node("j" + i, Op.CONCAT, "Concat", "p" + i, "a" + i)
                    .node("a" + (i + 1), Op.ADD, "Add", "p" + i, "a" + i);
        }
        graph.output("a" + convolutions);

        assertThat(place(graph, PLAIN).weights()).hasSize(convolutions + 1);
    }
}
