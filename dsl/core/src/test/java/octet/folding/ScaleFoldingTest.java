package octet.folding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import octet.graph.DataType;
import octet.graph.Node;
import octet.graph.Op;
import octet.graph.TestGraph;
import org.junit.jupiter.api.Test;

/** A 1×1 convolution from two channels to two, and what stands behind it. */
class ScaleFoldingTest {
    private static final float[] WEIGHTS = {1, 2, 3, 4};
    private static final float[] BIAS = {5, 6};

    private static TestGraph convolution() {
        return new TestGraph()
                .input("x")
                .constant("w", WEIGHTS, 2, 2, 1, 1)
                .constant("b", BIAS, 2)
                .conv("c", 1, "x", "w", "b");
    }

    /** What a folded convolution makes of one pixel. */
    private static double[] evaluate(Fold fold, double x0, double x1) {
        float[] w = fold.weights();
        return new double[] {
            w[0] * x0 + w[1] * x1 + fold.bias()[0], w[2] * x0 + w[3] * x1 + fold.bias()[1],
        };
    }

    @Test
    void aChainOfAllFourOperations_isFolded_inTheirOrder() {
        var graph = convolution()
                .constant("a", new float[] {2, -3}, 1, 2, 1, 1)
                .constant("s", new float[] {0.5f}, 1)
                .constant("m", new float[] {7, 8}, 2, 1, 1)
                .constant("d", new float[] {4}, new long[0])
                .node("mul", Op.MUL, "Mul", "c", "a")
                .node("sub", Op.SUB, "Sub", "mul", "s")
                .node("add", Op.ADD, "Add", "m", "sub")
                .node("div", Op.DIV, "Div", "add", "d")
                .node("relu", Op.RELU, "Relu", "div")
                .output("relu")
                .build();
        List<Fold> folds = ScaleFolding.find(graph);
        assertThat(folds).hasSize(1);
        Fold fold = folds.get(0);
        assertThat(fold.removed()).extracting(Node::name).containsExactly("mul", "sub", "add", "div");
        assertThat(fold.output()).isEqualTo("div");
        double c0 = 1 * 0.3 + 2 * -0.7 + 5;
        double c1 = 3 * 0.3 + 4 * -0.7 + 6;
        double[] y = evaluate(fold, 0.3, -0.7);
        assertThat(y[0]).isCloseTo((c0 * 2 - 0.5 + 7) / 4, within(1e-6));
        assertThat(y[1]).isCloseTo((c1 * -3 - 0.5 + 8) / 4, within(1e-6));
    }

    @Test
    void aConvolutionWithoutBias_gainsOne() {
        var graph = new TestGraph()
                .input("x")
                .conv("c", "x", 2, 2)
                .constant("s", new float[] {3}, 1)
                .node("add", Op.ADD, "Add", "c", "s")
                .output("add")
                .build();
        assertThat(ScaleFolding.find(graph))
                .singleElement()
                .satisfies(fold -> assertThat(fold.bias()).containsExactly(3, 3));
    }

    private static void assertNothingToFold(TestGraph graph) {
        assertThat(ScaleFolding.find(graph.build())).isEmpty();
    }

    @Test
    void anOperandThatIsNotOneNumberAChannel_staysWhereItIs() {
        assertNothingToFold(convolution()
                .constant("image", new float[] {1, 2}, 1, 1, 1, 2)
                .node("mul", Op.MUL, "Mul", "c", "image")
                .output("mul"));
        assertNothingToFold(convolution()
                .constant("row", new float[] {1, 2}, 2)
                .node("mul", Op.MUL, "Mul", "c", "row")
                .output("mul"));
        assertNothingToFold(convolution()
                .constant("deep", new float[] {1}, 1, 1, 1, 1, 1)
                .node("mul", Op.MUL, "Mul", "c", "deep")
                .output("mul"));
    }

    @Test
    void aConstantDividedBy_orMinusTheResult_isNotFolded() {
        for (Op op : List.of(Op.SUB, Op.DIV)) {
            assertNothingToFold(convolution()
                    .constant("s", new float[] {3}, 1)
                    .node("y", op, "?", "s", "c")
                    .output("y"));
        }
    }

    @Test
    void aResultThatOthersReadToo_orThatIsAnOutput_isNotFolded() {
        var scale = new float[] {3};
        assertNothingToFold(convolution()
                .constant("s", scale, 1)
                .node("mul", Op.MUL, "Mul", "c", "s")
                .node("relu", Op.RELU, "Relu", "c")
                .output("mul")
                .output("relu"));
        assertNothingToFold(convolution()
                .constant("s", scale, 1)
                .node("mul", Op.MUL, "Mul", "c", "s")
                .output("mul")
                .output("c"));
    }

    @Test
    void aSquare_isNotFolded() {
        assertNothingToFold(
                convolution().node("square", Op.MUL, "Mul", "c", "c").output("square"));
    }

    @Test
    void weightsOrBiasesThatAreNotFloat32Constants_areLeftAlone() {
        assertNothingToFold(new TestGraph()
                .input("x")
                .constant("w", DataType.FLOAT16, 2, 2, 1, 1)
                .conv("c", 1, "x", "w")
                .constant("s", new float[] {3}, 1)
                .node("mul", Op.MUL, "Mul", "c", "s")
                .output("mul"));
        assertNothingToFold(new TestGraph()
                .input("x")
                .input("computed")
                .constant("w", WEIGHTS, 2, 2, 1, 1)
                .conv("c", 1, "x", "w", "computed")
                .constant("s", new float[] {3}, 1)
                .node("mul", Op.MUL, "Mul", "c", "s")
                .output("mul"));
    }
}
