package octet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import octet.calibration.Statistic;
import octet.calibration.Tap;
import octet.calibration.Tap.Channels;
import octet.graph.DataType;
import octet.graph.Op;
import octet.graph.TestGraph;
import octet.placement.CpuFeatures;
import octet.placement.OnnxRuntimeCpu;
import octet.placement.PlacementRequest;
import org.junit.jupiter.api.Test;

class TapsTest {
    private static final Set<Statistic> BOUNDS_AND_MEANS = Set.of(Statistic.BOUNDS, Statistic.CHANNEL_MEANS);

    private static Map<String, Tap> of(TestGraph parts) {
        var graph = parts.build();
        var placement = new OnnxRuntimeCpu(new CpuFeatures("any", false)).place(graph, PlacementRequest.DEFAULT);
        return Taps.of(graph, placement, Set.of(Statistic.BOUNDS), Map.of()).stream()
                .collect(Collectors.toMap(Tap::value, Function.identity()));
    }

    @Test
    void aConvolutionsInput_isSeenByChannelsOfTheSecondAxis_aProductsByTheLast() {
        var taps = of(new TestGraph()
                .input("x")
                .conv("c", "x", 4, 3)
                .node("r", Op.RELU, "Relu", "c")
                .gemm("y", "r", 4, 2)
                .output("y"));
        assertThat(taps).containsOnlyKeys("x", "r");
        assertThat(taps.get("x")).isEqualTo(new Tap("x", false, 2, Channels.SECOND, 3, BOUNDS_AND_MEANS));
        assertThat(taps.get("r")).isEqualTo(new Tap("r", true, 0, Channels.LAST, 4, BOUNDS_AND_MEANS));
    }

    @Test
    void aValueReadAlongTwoAxes_hasMeansOfNeither() {
        var taps = of(new TestGraph()
                .input("x")
                .conv("c", "x", 4, 4)
                .matMul("m", "x", 4, 4)
                .constant("b", DataType.FLOAT32, 4)
                .node("sum", Op.ADD, "Add", "m", "b")
                .conv("d", "x", 4, 4)
                .node("y", Op.SIGMOID, "Sigmoid", "c")
                .node("z", Op.SIGMOID, "Sigmoid", "d")
                .output("y")
                .output("z")
                .output("sum"));
        assertThat(taps.get("x").wants(Statistic.CHANNEL_MEANS)).isFalse();
    }

    @Test
    void movements_keepTheSign_howeverManyThereAre() {
        var graph = new TestGraph().input("x").node("v0", Op.RELU, "Relu", "x");
        for (int i = 1; i <= 20_000; i++) {
            graph.node("v" + i, Op.TRANSPOSE, "Transpose", "v" + (i - 1));
        }
        var taps = of(graph.matMul("y", "v20000", 4, 4).output("y"));
        assertThat(taps.get("v20000").nonNegative()).isTrue();
    }
}
