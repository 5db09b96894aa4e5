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

    @Test
    void aSpectrum_staysFloat_betweenConvolutionsThatDoNot() {
        Graph graph = new TestGraph()
                .input("sound")
                .conv("waves", "sound", 4, 1)
                .constant("two", new float[] {2})
                .constant("half", new float[] {0.5f})
                .node("scaled", Op.MUL, "Multiply", "waves", "half")
                .node("squares", Op.POW, "Power", "scaled", "two")
                .node("sum", Op.REDUCE_SUM, "ReduceSum", "squares")
                .node("spectrum", Op.SQRT, "Sqrt", "sum")
                .node("padded", Op.PAD, "Pad", "spectrum")
                .conv("y", "padded", 4, 4)
                .output("y")
                .build();
        assertThat(values(NNCF, graph)).contains("scaled", "squares", "sum");
        assertThat(values(TARGET, graph)).containsExactly("sound", "spectrum");
        assertThat(inFloat(graph)).containsExactly("scaled", "squares", "sum", "spectrum");
    }

    @Test
    void whatIsNotMadeOfSquaresAlone_isQuantized() {
        Graph graph = new TestGraph()
                .input("x")
                .conv("a", "x", 4, 4)
                .conv("b", "x", 4, 4)
                .node("square", Op.MUL, "Multiply", "a", "a")
                .node("sum", Op.ADD, "Add", "square", "b")
                .conv("y", "sum", 4, 4)
                .output("y")
                .build();
        assertThat(inFloat(graph)).containsExactly("square");
        assertThat(values(TARGET, graph)).contains("x", "sum");
    }

    @Test
    void aRoot_isNoSquare() {
        Graph graph = new TestGraph()
                .input("x")
                .conv("a", "x", 4, 4)
                .constant("half", new float[] {0.5f})
                .node("root", Op.POW, "Power", "a", "half")
                .conv("y", "root", 4, 4)
                .output("y")
                .build();
        assertThat(inFloat(graph)).isEmpty();
    }

    @Test
    void recurrentLayers_stayFloat() {
        Graph graph = new TestGraph()
                .input("x")
                .input("h")
                .input("c")
                .node("states", Op.LSTM, "LSTMSequence", "x", "h", "c")
                .conv("y", "states", 4, 4)
                .output("y")
                .build();
        assertThat(values(NNCF, graph)).contains("x", "h", "c");
        assertThat(values(TARGET, graph)).containsExactly("states");
        assertThat(inFloat(graph)).containsExactly("states");
    }

    @Test
    void whatTheUserIgnores_isSaidToBe() {
        Graph graph = new TestGraph()
                .input("x")
                .node("square", Op.MUL, "Multiply", "x", "x")
                .conv("y", "square", 4, 4)
                .output("y")
                .build();
        var ignoring = PlacementRequest.DEFAULT.ignored(IgnoredScope.namesOrTypes(List.of("square")));
        assertThat(TARGET.place(graph, ignoring).decisions())
                .filteredOn(decision -> decision.node().equals("square"))
                .singleElement()
                .satisfies(decision -> assertThat(decision.reason()).isEqualTo("ignored by the user"));
    }

    private static List<String> values(Placer placer, Graph graph) {
        return placer.place(graph, PlacementRequest.DEFAULT).activations().stream()
                .map(ActivationSpot::value)
                .toList();
    }

    private static List<String> inFloat(Graph graph) {
        return TARGET.place(graph, PlacementRequest.DEFAULT).decisions().stream()
                .filter(decision -> !decision.quantized())
                .map(Decision::node)
                .toList();
    }
}
