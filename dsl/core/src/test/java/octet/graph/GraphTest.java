package octet.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Set;
import octet.problem.BadModelException;
import org.junit.jupiter.api.Test;

class GraphTest {
    @Test
    void nodes_givenInAnyOrder_comeAfterTheirProducers() {
        var graph = chain(10).build();
        assertThat(graph.nodes())
                .extracting(Node::name)
                .startsWith("v0", "v1", "v2")
                .endsWith("v9");
    }

    @Test
    void aChainOfManyThousandNodes_isSortedWithoutRecursion() {
        assertThat(chain(50_000).build().nodes()).hasSize(50_000);
    }

    @Test
    void aCycle_isRefusedByName() {
        var cyclic = new TestGraph()
                .input("x")
                .node("a", Op.ADD, "Add", "x", "b")
                .node("b", Op.RELU, "Relu", "a")
                .output("b");
        assertThatExceptionOfType(BadModelException.class)
                .isThrownBy(cyclic::build)
                .withMessageContaining("cycle through")
                .withMessageContaining("'a'")
                .withMessageContaining("'b'");
    }

    @Test
    void anOperationThatReadsItself_isACycle() {
        var cyclic = new TestGraph().input("x").node("a", Op.ADD, "Add", "x", "a");
        assertThatExceptionOfType(BadModelException.class)
                .isThrownBy(cyclic::build)
                .withMessageContaining("cycle");
    }

    @Test
    void aValueWithTwoProducers_isRefused() {
        var graph = new TestGraph().input("x").input("a").node("a", Op.RELU, "Relu", "x");
        assertThatExceptionOfType(BadModelException.class)
                .isThrownBy(graph::build)
                .withMessageContaining("'a' is produced twice");
    }

    @Test
    void twoNodesOfOneName_areRefused() {
        var graph = new TestGraph().input("x").node("a", Op.RELU, "Relu", "x").node("a", Op.RELU, "Relu", "x");
        assertThatExceptionOfType(BadModelException.class)
                .isThrownBy(graph::build)
                .withMessageContaining("Two operations have the name 'a'");
    }

    @Test
    void aValueWithoutProducer_isRefusedWithTheNearestName() {
        var graph = new TestGraph()
                .input("x")
                .node("features", Op.RELU, "Relu", "x")
                .node("b", Op.RELU, "Relu", "feature");
        assertThatExceptionOfType(BadModelException.class)
                .isThrownBy(graph::build)
                .withMessageContaining("'feature' is read by 'b' but nothing produces it")
                .withMessageContaining("nearest: 'features'");
    }

    @Test
    void anOutputWithoutProducer_isRefused() {
        var graph = new TestGraph().input("x").node("a", Op.RELU, "Relu", "x").output("y");
        assertThatExceptionOfType(BadModelException.class)
                .isThrownBy(graph::build)
                .withMessageContaining("'y' is read by the model's outputs");
    }

    @Test
    void onlyConsumer_ofAnOutputOrACapturedValue_isEmpty() {
        var parts = new TestGraph()
                .input("x")
                .node("a", Op.RELU, "Relu", "x")
                .node("b", Op.RELU, "Relu", "a")
                .node("c", Op.RELU, "Relu", "b")
                .output("c");
        assertThat(parts.build().onlyConsumer("a")).map(Node::name).contains("b");
        var captured = parts.build(Set.of("a"));
        assertThat(captured.onlyConsumer("a")).isEmpty();
        assertThat(captured.isOutput("a")).isTrue();
    }

    @Test
    void consumers_ofAValueReadTwiceByOneNode_areOneNodeAndTwoUses() {
        var graph =
                new TestGraph().input("x").node("a", Op.ADD, "Add", "x", "x").build();
        assertThat(graph.consumers("x")).hasSize(1);
        assertThat(graph.uses("x")).containsExactly(new Use("a", 0), new Use("a", 1));
    }

    private static TestGraph chain(int length) {
        var graph = new TestGraph().input("x");
        for (int i = 0; i < length; i++) {
            graph.node("v" + i, Op.RELU, "Relu", i == 0 ? "x" : "v" + (i - 1));
        }
        return graph.output("v" + (length - 1));
    }
}
