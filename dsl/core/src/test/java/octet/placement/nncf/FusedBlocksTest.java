package octet.placement.nncf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import octet.graph.Op;
import octet.graph.TestGraph;
import org.junit.jupiter.api.Test;

class FusedBlocksTest {

    private static List<String> blocks(TestGraph graph) {
        FusedBlocks blocks = NncfText.blocks(graph.build());
        return blocks.heads().stream()
                .filter(head -> head.node != null)
                .map(head -> blocks.members(head).toString())
                .toList();
    }

    private static TestGraph conv() {
        return new TestGraph().input("x").conv("c", "x", 4, 3).constant("k", new float[] {1});
    }

    @Test
    void whatFollowsAConvolution_isOneBlock() {
        var graph = conv().node("bn", Op.BATCH_NORM, "BatchNormalization", "c", "k", "k", "k", "k")
                .node("relu", Op.RELU, "Relu", "bn")
                .node("soft", Op.SOFTMAX, "Softmax", "relu")
                .output("soft");

        assertThat(blocks(graph)).containsExactly("[c, bn, relu]", "[soft]");
    }

    @Test
    void theLongestChain_isTaken() {
        var graph = conv().node("add", Op.ADD, "Add", "c", "k")
                .node("relu", Op.RELU, "Relu", "add")
                .node("mul", Op.MUL, "Mul", "relu", "k")
                .output("mul");

        assertThat(blocks(graph)).containsExactly("[c, add, relu, mul]");
    }

    @Test
    void aValueReadElsewhere_endsTheBlock() {
        var graph = conv().node("relu", Op.RELU, "Relu", "c")
                .node("sum", Op.ADD, "Add", "relu", "c")
                .output("sum");

        assertThat(blocks(graph)).containsExactly("[c]", "[relu]", "[sum]");
    }

    @Test
    void anOutput_endsTheBlock() {
        var graph = conv().node("relu", Op.RELU, "Relu", "c").output("c").output("relu");

        assertThat(blocks(graph)).containsExactly("[c]", "[relu]");
    }

    @Test
    void theSumOfTwoBranches_beginsABlockAndIsInNone() {
        var graph = conv().conv("d", "x", 4, 3)
                .node("sum", Op.ADD, "Add", "c", "d")
                .node("relu", Op.RELU, "Relu", "sum")
                .output("relu");

        assertThat(blocks(graph)).containsExactlyInAnyOrder("[c]", "[d]", "[sum, relu]");
    }

    @Test
    void activationsOfSeveralOperations_areFused() {
        var swish = conv().node("sigmoid", Op.SIGMOID, "Sigmoid", "c")
                .node("swish", Op.MUL, "Mul", "c", "sigmoid")
                .output("swish");
        var gelu = conv().node("div", Op.DIV, "Div", "c", "k")
                .node("erf", Op.ERF, "Erf", "div")
                .node("add", Op.ADD, "Add", "erf", "k")
                .node("gelu", Op.MUL, "Mul", "c", "add")
                .output("gelu");
        var hardSwish = conv().node("add", Op.ADD, "Add", "c", "k")
                .node("clip", Op.CLIP, "Clip", "add")
                .node("mul", Op.MUL, "Mul", "c", "clip")
                .node("div", Op.DIV, "Div", "mul", "k")
                .output("div");

        assertThat(blocks(swish)).containsExactly("[c, sigmoid, swish]");
        assertThat(blocks(gelu)).containsExactly("[c, div, erf, add, gelu]");
        assertThat(blocks(hardSwish)).containsExactly("[c, add, clip, mul, div]");
    }

    @Test
    void aNormalisationSpeltOut_isOneBlockWithItsScale() {
        var graph = new TestGraph()
                .input("x")
                .constant("k", new float[] {1})
                .node("mean", Op.REDUCE_MEAN, "ReduceMean", "x")
                .node("centred", Op.SUB, "Sub", "x", "mean")
                .node("square", Op.POW, "Pow", "centred", "k")
                .node("variance", Op.REDUCE_MEAN, "ReduceMean", "square")
                .node("shifted", Op.ADD, "Add", "variance", "k")
                .node("root", Op.SQRT, "Sqrt", "shifted")
                .node("normal", Op.DIV, "Div", "centred", "root")
                .node("scaled", Op.MUL, "Mul", "normal", "k")
                .node("done", Op.ADD, "Add", "scaled", "k")
                .output("done");

        assertThat(blocks(graph))
                .containsExactly("[mean, centred, square, variance, shifted, root, normal, scaled, done]");
    }

    @Test
    void scalesOfInputs_belongToTheInput() {
        var graph = new TestGraph()
                .input("x")
                .constant("k", new float[] {1})
                .node("mul", Op.MUL, "Mul", "x", "k")
                .conv("c", "mul", 4, 3)
                .output("c");

        assertThat(NncfText.quantizers(graph)).containsExactly("mul for c");
    }

    @Test
    void groupedConvolutions_fuseNothing() {
        var graph = new TestGraph()
                .input("x")
                .constant("w", octet.graph.DataType.FLOAT32, 4, 2, 1, 1)
                .conv("c", 2, "x", "w")
                .node("relu", Op.RELU, "Relu", "c")
                .output("relu");

        assertThat(blocks(graph)).containsExactly("[c]", "[relu]");
    }
}
