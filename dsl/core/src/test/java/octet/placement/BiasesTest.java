package octet.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import octet.graph.DataType;
import octet.graph.Graph;
import octet.graph.Node;
import octet.graph.Op;
import octet.graph.TestGraph;
import octet.graph.Use;
import org.junit.jupiter.api.Test;

class BiasesTest {
    /** A matrix product to so many channels, and the addition of a constant of this shape. */
    private static Optional<Use> behindProduct(int channels, DataType type, long... shape) {
        return of(
                "product",
                new TestGraph()
                        .input("x")
                        .matMul("product", "x", 3, channels)
                        .constant("b", type, shape)
                        .node("sum", Op.ADD, "Add", "b", "product")
                        .output("sum")
                        .build());
    }

    private static Optional<Use> of(String name, Graph graph) {
        Node node = graph.node(name).orElseThrow();
        return new Biases(graph).of(node, node.weight().orElseThrow());
    }

    @Test
    void anAddedRow_isTheBias() {
        assertThat(behindProduct(4, DataType.FLOAT32, 4)).contains(new Use("sum", 0));
        assertThat(behindProduct(4, DataType.FLOAT32, 1, 1, 4)).contains(new Use("sum", 0));
    }

    @Test
    void anAddedScalar_isTheBiasOfOneChannel() {
        assertThat(behindProduct(1, DataType.FLOAT32)).contains(new Use("sum", 0));
        assertThat(behindProduct(4, DataType.FLOAT32)).isEmpty();
    }

    @Test
    void anAddedColumn_orAnotherType_isNoBias() {
        assertThat(behindProduct(4, DataType.FLOAT32, 4, 1)).isEmpty();
        assertThat(behindProduct(4, DataType.FLOAT16, 4)).isEmpty();
    }

    @Test
    void aProductThatOthersReadToo_hasNoBias() {
        var graph = new TestGraph()
                .input("x")
                .matMul("product", "x", 3, 4)
                .constant("b", DataType.FLOAT32, 4)
                .node("sum", Op.ADD, "Add", "product", "b")
                .node("relu", Op.RELU, "Relu", "product")
                .output("sum")
                .output("relu")
                .build();
        assertThat(of("product", graph)).isEmpty();
    }

    @Test
    void aConvolutionsOwnPort_isTheBias_unlessItIsComputed() {
        var without =
                new TestGraph().input("x").conv("c", "x", 4, 3).output("c").build();
        assertThat(of("c", without)).contains(new Use("c", 2));
        var computed = new TestGraph()
                .input("x")
                .input("b")
                .constant("w", DataType.FLOAT32, 4, 3, 1, 1)
                .conv("c", 1, "x", "w", "b")
                .output("c")
                .build();
        assertThat(of("c", computed)).isEmpty();
    }
}
