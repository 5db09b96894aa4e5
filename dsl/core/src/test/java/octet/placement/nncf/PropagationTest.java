package octet.placement.nncf;

import static octet.placement.nncf.NncfText.PLAIN;
import static octet.placement.nncf.NncfText.place;
import static octet.placement.nncf.NncfText.quantizers;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import octet.graph.DataType;
import octet.graph.Op;
import octet.graph.TestGraph;
import octet.placement.ActivationSpot;
import octet.placement.IgnoredScope;
import octet.placement.PropagationRule;
import org.junit.jupiter.api.Test;

class PropagationTest {

    private static TestGraph tanh() {
        return new TestGraph().input("x").node("t", Op.TANH, "Tanh", "x").constant("k", new float[] {1});
    }

    @Test
    void aQuantizer_climbsThroughWhatOnlyMoves() {
        var graph = tanh().node("pool", Op.MAX_POOL, "MaxPool", "t")
                .node("flat", Op.RESHAPE, "Reshape", "pool")
                .conv("c", "flat", 4, 4)
                .output("c");

        assertThat(quantizers(graph)).containsExactly("t for pool");
    }

    @Test
    void aQuantizer_staysBehindAnActivationFunction() {
        var graph = tanh().node("pool", Op.MAX_POOL, "MaxPool", "t")
                .node("relu", Op.RELU, "Relu", "pool")
                .conv("c", "relu", 4, 4)
                .output("c");

        assertThat(quantizers(graph)).containsExactly("relu for c");
    }

    @Test
    void quantizersOfAllReaders_mergeAboveABranch() {
        var graph = tanh().conv("c", "t", 4, 4).conv("d", "t", 4, 4).output("c").output("d");

        assertThat(quantizers(graph)).containsExactly("t for c, d");
        assertThat(quantizers(graph, PLAIN.quantizerPropagationRule(PropagationRule.DO_NOT_MERGE_BRANCHES)))
                .containsExactlyInAnyOrder("t for c", "t for d");
    }

    @Test
    void aFloatReader_keepsQuantizersBelowABranch() {
        var graph = tanh().node("pool", Op.MAX_POOL, "MaxPool", "t")
                .conv("c", "pool", 4, 4)
                .node("soft", Op.SOFTMAX, "Softmax", "pool")
                .output("c")
                .output("soft");

        assertThat(quantizers(graph)).containsExactly("pool for c");
    }

    @Test
    void anOutput_keepsQuantizersBelowABranch_unlessItIsQuantizedToo() {
        var graph = tanh().node("pool", Op.MAX_POOL, "MaxPool", "t")
                .conv("c", "pool", 4, 4)
                .output("pool")
                .output("c");

        assertThat(quantizers(graph)).containsExactly("pool for c");
        assertThat(quantizers(graph, PLAIN.quantizeOutputs(true)))
                .containsExactlyInAnyOrder("t for pool", "c for the caller");
    }

    @Test
    void whatIsIgnored_isABarrier() {
        var graph = tanh().node("pool", Op.MAX_POOL, "MaxPool", "t")
                .conv("c", "pool", 4, 4)
                .output("c");

        assertThat(quantizers(graph, PLAIN.ignored(IgnoredScope.names("pool")))).containsExactly("pool for c");
        assertThat(quantizers(graph, PLAIN.ignored(IgnoredScope.names("c")))).isEmpty();
    }

    @Test
    void theActivationOfABlock_ignoredAlone_changesNothing() {
        var graph =
                tanh().conv("c", "t", 4, 4).node("relu", Op.RELU, "Relu", "c").output("relu");

        assertThat(quantizers(graph, PLAIN.ignored(IgnoredScope.names("relu")))).containsExactly("t for c");
    }

    @Test
    void integers_areNotQuantized() {
        var graph = new TestGraph()
                .input("x", DataType.INT64)
                .constant("k", DataType.INT64, 1)
                .node("sum", Op.ADD, "Add", "x", "x")
                .type("sum", DataType.INT64)
                .output("sum");

        assertThat(quantizers(graph)).isEmpty();
        assertThat(NncfText.reason(graph, PLAIN, "sum")).isEqualTo("its inputs are integers");
    }

    @Test
    void halfPrecision_isFloat() {
        var graph = new TestGraph()
                .input("x", DataType.FLOAT16)
                .node("t", Op.TANH, "Tanh", "x")
                .type("t", DataType.FLOAT16)
                .node("mean", Op.REDUCE_MEAN, "ReduceMean", "t")
                .type("mean", DataType.FLOAT16)
                .output("mean");

        assertThat(quantizers(graph)).containsExactly("t for mean");
    }

    @Test
    void anOperationThatAlsoGivesIntegers_keepsQuantizersAtItsReaders() {
        var graph = tanh().node(List.of("split", "places"), Op.SPLIT, "Split", "t")
                .type("places", DataType.INT64)
                .conv("c", "split", 4, 4)
                .node("cast", Op.CAST, "Cast", "places")
                .output("c")
                .output("cast");

        assertThat(quantizers(graph)).containsExactly("split for c");
    }

    @Test
    void partsOfASplit_areQuantizedAboveItOnlyTogether() {
        var both = tanh().node(List.of("a", "b"), Op.SPLIT, "Split", "t")
                .conv("c", "a", 4, 4)
                .conv("d", "b", 4, 4)
                .output("c")
                .output("d");
        var one = tanh().node(List.of("a", "b"), Op.SPLIT, "Split", "t")
                .conv("c", "a", 4, 4)
                .node("soft", Op.SOFTMAX, "Softmax", "b")
                .output("c")
                .output("soft");

        assertThat(quantizers(both)).containsExactly("t for a");
        assertThat(quantizers(one)).containsExactly("a for c");
    }

    @Test
    void joinedValues_shareOneScaleInFrontOfAConvolution() {
        var graph = tanh().node("s", Op.SIGMOID, "Sigmoid", "x")
                .node("join", Op.CONCAT, "Concat", "t", "s")
                .conv("c", "join", 4, 8)
                .output("c");

        assertThat(place(graph, PLAIN).activations())
                .extracting(ActivationSpot::rangesOf)
                .containsExactly(List.of("t", "s"), List.of("t", "s"));
    }

    @Test
    void joinedValues_keepTheirScalesInFrontOfASum() {
        var graph = tanh().node("s", Op.SIGMOID, "Sigmoid", "x")
                .node("join", Op.CONCAT, "Concat", "t", "s")
                .node("sum", Op.ADD, "Add", "join", "join")
                .output("sum");

        assertThat(place(graph, PLAIN).activations())
                .extracting(ActivationSpot::rangesOf)
                .containsExactlyInAnyOrder(List.of("t"), List.of("s"));
    }

    @Test
    void aSumWithAConstant_isNotQuantizedAlone() {
        var graph = tanh().node("sum", Op.ADD, "Add", "t", "k")
                .node("soft", Op.SOFTMAX, "Softmax", "sum")
                .output("soft");

        assertThat(quantizers(graph)).isEmpty();
        assertThat(NncfText.reason(graph, PLAIN, "sum")).isEqualTo("one quantized input alone gains nothing");
    }

    @Test
    void aSquare_isQuantized_forBothItsInputsAre() {
        var graph = tanh().node("square", Op.MUL, "Mul", "t", "t").output("square");

        assertThat(quantizers(graph)).containsExactly("t for square");
    }
}
