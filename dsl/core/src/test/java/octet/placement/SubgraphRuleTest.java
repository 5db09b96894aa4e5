package octet.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.IntStream;
import octet.graph.Graph;
import octet.graph.Op;
import octet.graph.TestGraph;
import octet.problem.BadSettingsException;
import org.junit.jupiter.api.Test;

/** What lies between operations. */
class SubgraphRuleTest {
    /** Two branches from {@code a} that meet in {@code d}, a third that does not, and something behind. */
    private final Graph graph = new TestGraph()
            .input("x")
            .node("before", Op.RELU, "Relu", "x")
            .node("a", Op.RELU, "Relu", "before")
            .node("b", Op.RELU, "Relu", "a")
            .node("c", Op.RELU, "Relu", "a")
            .node("aside", Op.RELU, "Relu", "a")
            .node("other", Op.RELU, "Relu", "x")
            .node("d", Op.ADD, "Add", "b", "c")
            .node("behind", Op.ADD, "Add", "d", "other")
            .output("behind")
            .output("aside")
            .build();

    private static IgnoredScope between(String input, String output) {
        return IgnoredScope.subgraph(List.of(input), List.of(output));
    }

    @Test
    void allWays_areIgnored_withTheirEnds() {
        assertThat(between("a", "d").in(graph).names()).containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(between("b", "b").in(graph).names()).containsExactly("b");
        assertThat(IgnoredScope.subgraph(List.of("b", "other"), List.of("d", "behind"))
                        .in(graph)
                        .names())
                .containsExactlyInAnyOrder("b", "d", "other", "behind");
    }

    @Test
    void everyEndThatIsUnknown_orLeadsNowhere_isNamed() {
        var scope = between("aa", "dd")
                .and(between("aside", "d"))
                .and(IgnoredScope.subgraph(List.of("a"), List.of("d", "other")));
        assertThatExceptionOfType(BadSettingsException.class)
                .isThrownBy(() -> scope.in(graph))
                .withMessageContainingAll(
                        "5 problems",
                        "the sub-graph from 'aa' to 'dd': there is no operation 'aa' (nearest: 'a'",
                        "there is no operation 'dd' (nearest: 'd'",
                        "from 'aside' to 'd': no way leads from 'aside' to its end",
                        "from 'aside' to 'd': no way leads to 'd' from its beginning",
                        "from 'a' to 'd', 'other': no way leads to 'other' from its beginning");
        assertThat(scope.lenient().in(graph).names()).containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    /** 1,250 diamonds one behind the other have 2 to the 1,250 ways through them. */
    @Test
    void moreWaysThanCouldEverBeWalked_takeOneStepAnEdge() {
        var diamonds = new TestGraph().input("x").node("n0", Op.RELU, "Relu", "x");
        for (int i = 0; i < 1250; i++) {
            diamonds.node("l" + i, Op.RELU, "Relu", "n" + i)
                    .node("r" + i, Op.RELU, "Relu", "n" + i)
                    .node("m" + i, Op.RELU, "Relu", "n" + i)
                    .node("n" + (i + 1), Op.CONCAT, "Concat", "l" + i, "r" + i, "m" + i);
        }
        Graph wide = diamonds.output("n1250").build();
        assertThat(between("n0", "n1250").in(wide).names()).hasSize(5001);
        assertThat(between("l1", "n1249").in(wide).names()).hasSize(4 * 1248 - 2);
    }

    /** Each node reads two of the layer before, so that ways cross everywhere. */
    @Test
    void aWideGraph_isCutWhereItIsReached() {
        int width = 100;
        var layers = new TestGraph().input("x");
        IntStream.range(0, width).forEach(i -> layers.node("0/" + i, Op.RELU, "Relu", "x"));
        for (int layer = 1; layer < 50; layer++) {
            for (int i = 0; i < width; i++) {
                String before = (layer - 1) + "/";
                layers.node(layer + "/" + i, Op.ADD, "Add", before + i, before + Math.min(i + 1, width - 1));
            }
        }
        IntStream.range(0, width).forEach(i -> layers.output("49/" + i));
        Graph wide = layers.build();
        assertThat(wide.nodes()).hasSize(5000);
        assertThat(between("0/60", "10/60").in(wide).names()).hasSize(11);
        assertThat(between("0/60", "10/55").in(wide).names()).hasSize(36);
    }
}
