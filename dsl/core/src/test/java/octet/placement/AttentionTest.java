package octet.placement;

import static org.assertj.core.api.Assertions.assertThat;

import octet.graph.Op;
import octet.graph.TestGraph;
import org.junit.jupiter.api.Test;

class AttentionTest {
    private static boolean isPresent(TestGraph graph) {
        return new Attention(graph.build()).isPresent();
    }

    private static TestGraph softmax(int moves) {
        var graph = new TestGraph().input("q").input("v").node("moved0", Op.SOFTMAX, "Softmax", "q");
        for (int i = 1; i <= moves; i++) {
            graph.node("moved" + i, Op.TRANSPOSE, "Transpose", "moved" + (i - 1));
        }
        return graph;
    }

    @Test
    void aProductOfActivationsBehindASoftmax_isAttention() {
        assertThat(isPresent(softmax(0).node("y", Op.MATMUL, "MatMul", "moved0", "v")))
                .isTrue();
    }

    @Test
    void movementsInBetween_mayBeAnyNumber() {
        assertThat(isPresent(softmax(20_000).node("y", Op.MATMUL, "MatMul", "moved20000", "v")))
                .isTrue();
    }

    @Test
    void aClassifiersSoftmax_isNoAttention() {
        assertThat(isPresent(softmax(1))).isFalse();
        assertThat(isPresent(softmax(0).matMul("y", "moved0", 4, 4))).isFalse();
        assertThat(isPresent(softmax(0).node("r", Op.RELU, "Relu", "moved0").node("y", Op.MATMUL, "MatMul", "r", "v")))
                .isFalse();
    }
}
