package octet.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import octet.graph.Graph;
import octet.graph.Op;
import octet.graph.TestGraph;
import octet.placement.nncf.BackEnd;
import octet.placement.nncf.NncfPlacer;
import org.junit.jupiter.api.Test;

/** Where the target differs from NNCF, whose quantizers it places otherwise. */
class OpenVinoPlacementTest {
    private static final Placer TARGET = new OpenVino(new CpuFeatures("a CPU with VNNI", false));
    private static final Placer NNCF = new NncfPlacer(BackEnd.OPENVINO);

    /** A graph that holds attention, so that it is taken for a transformer. */
    private static TestGraph transformer() {
        return new TestGraph()
                .input("q")
                .input("v")
                .node("weights", Op.SOFTMAX, "SoftMax", "q")
                .node("attention", Op.MATMUL, "MatMul", "weights", "v")
                .output("attention");
    }

    private static List<ActivationSpot> spots(Placer placer, Graph graph, String value) {
        return placer.place(graph, PlacementRequest.DEFAULT).activations().stream()
                .filter(spot -> spot.value().equals(value))
                .toList();
    }

    @Test
    void whoReadsAValueAlike_sharesAQuantizer_whereAnotherReadsTheFloatValue() {
        Graph graph = transformer()
                .input("x")
                .node("normalised", Op.MEAN_VARIANCE_NORM, "MVN", "x")
                .matMul("query", "normalised", 4, 4)
                .matMul("key", "normalised", 4, 4)
                .node("sum", Op.ADD, "Add", "normalised", "x")
                .output("query")
                .output("key")
                .output("sum")
                .build();
        assertThat(spots(NNCF, graph, "normalised")).hasSize(2);
        assertThat(spots(TARGET, graph, "normalised"))
                .singleElement()
                .satisfies(
                        spot -> assertThat(spot.uses()).extracting("node").containsExactlyInAnyOrder("query", "key"));
    }

    @Test
    void aGateBetweenConvolutions_isQuantizedInATransformer() {
        assertThat(isGateQuantized(NNCF, "Convolution")).isFalse();
        assertThat(isGateQuantized(TARGET, "Convolution")).isTrue();
    }

    @Test
    void aProductThatIsReadElsewhere_staysFloatInATransformer() {
        assertThat(isGateQuantized(TARGET, "MatMul")).isFalse();
    }

    private static boolean isGateQuantized(Placer placer, String reader) {
        var graph = transformer()
                .input("x")
                .conv("c", "x", 4, 4)
                .conv("d", "x", 4, 4)
                .node("factor", Op.SIGMOID, "Sigmoid", "d")
                .node("gate", Op.MUL, "Multiply", "c", "factor");
        if (reader.equals("MatMul")) {
            graph.matMul("y", "gate", 4, 4);
        } else {
            graph.conv("y", "gate", 4, 4);
        }
        return placer.place(graph.output("y").build(), PlacementRequest.DEFAULT).decisions().stream()
                .anyMatch(decision -> decision.node().equals("gate") && decision.quantized());
    }
}
