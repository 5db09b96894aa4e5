package octet.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import octet.calibration.Observation;
import octet.calibration.TapStatistics;
import octet.graph.Graph;
import octet.graph.Op;
import octet.graph.TestGraph;
import octet.placement.CpuFeatures;
import octet.placement.IgnoredScope;
import octet.placement.OnnxRuntimeCpu;
import octet.placement.PlacementRequest;
import octet.problem.BadModelException;
import octet.range.Estimators;
import octet.range.RangeEstimator;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final float[] WEIGHTS = {1, 2, 3, 4};

    private static TapStatistics seen(String value, float min, float max) {
        var builder = new TapStatistics.Builder(value);
        builder.add(Observation.ofBounds(min, max));
        return builder.build();
    }

    private static Plan plan(Graph graph, IgnoredScope ignored, Map<String, TapStatistics> statistics) {
        var target = new OnnxRuntimeCpu(new CpuFeatures("any", false));
        return new Planner(graph, statistics, Estimators.of(RangeEstimator.minMax()))
                .plan(target.place(graph, PlacementRequest.DEFAULT.ignored(ignored)));
    }

    private static Graph convolution(float[] weights, float[] bias) {
        return new TestGraph()
                .input("x")
                .constant("w", weights, 2, 2, 1, 1)
                .constant("b", bias, 2)
                .conv("c", 1, "x", "w", "b")
                .node("y", Op.TANH, "Tanh", "c")
                .output("y")
                .build();
    }

    private static final Map<String, TapStatistics> SEEN = Map.of("x", seen("x", 0, 255), "c", seen("c", -1, 1));

    @Test
    void aBias_isStoredAtTheScaleOfTheProducts() {
        Plan plan = plan(convolution(new float[] {127, 0, 254, 254}, new float[] {5, -7}), IgnoredScope.NONE, SEEN);
        Bias bias = plan.weights().get(0).bias().orElseThrow();
        assertThat(bias.scales()).containsExactly(1, 2);
        assertThat(bias.integers()).containsExactly(5, -4);
    }

    @Test
    void channelsThatWereSeen_getScalesOfTheirOwn_andOneZeroPoint() {
        var builder = new TapStatistics.Builder("c");
        builder.add(new Observation(-1, 3, new float[0], new float[] {-1, -0.1f}, new float[] {1, 3}, new float[0]));
        Graph graph = convolution(WEIGHTS, new float[2]);
        var seen = Map.of("x", SEEN.get("x"), "c", builder.build());
        var quantizer = plan(graph, IgnoredScope.NONE, seen).byValue().get("c");
        assertThat(quantizer.grids()).hasSize(2).allMatch(grid -> grid.zeroPoint() == 64);
        assertThat(quantizer.grids().get(0).span().low()).isBetween(-1.01, -0.99);
        assertThat(quantizer.grids().get(1).span().high()).isBetween(2.99, 3.01);
        assertThat(quantizer.axis()).isEqualTo(1);
        assertThat(plan(graph, IgnoredScope.NONE, SEEN).byValue().get("c").isPerChannel())
                .isFalse();
    }

    @Test
    void aGreatBiasOfSmallWeights_stillFitsThirtyTwoBits() {
        Plan plan = plan(convolution(new float[] {1e-9f, 0, 1, 1}, new float[] {1e6f, 1}), IgnoredScope.NONE, SEEN);
        Bias bias = plan.weights().get(0).bias().orElseThrow();
        double back = (double) bias.integers()[0] * bias.scales()[0];
        assertThat(Math.abs(bias.integers()[0])).isLessThanOrEqualTo(1 << 30);
        assertThat(back).isBetween(0.999e6, 1.001e6);
    }

    @Test
    void weightsThatAreNotFinite_areRefused_withTheWayOut() {
        var graph = convolution(new float[] {1, Float.NaN, 3, 4}, new float[2]);
        assertThatExceptionOfType(BadModelException.class)
                .isThrownBy(() -> plan(graph, IgnoredScope.NONE, SEEN))
                .withMessageContaining("'w' of 'c' hold NaN at element 1")
                .withMessageContaining("ignore(\"c\")");
    }

    @Test
    void aBiasThatIsNotFinite_isRefused() {
        var graph = convolution(WEIGHTS, new float[] {0, Float.NEGATIVE_INFINITY});
        assertThatExceptionOfType(BadModelException.class)
                .isThrownBy(() -> plan(graph, IgnoredScope.NONE, SEEN))
                .withMessageContaining("'b' of 'c' hold -Infinity at element 1");
    }

    @Test
    void weightsOfAnIgnoredOperation_mayBeAnything() {
        var graph = convolution(new float[] {1, Float.NaN, 3, 4}, new float[2]);
        assertThat(plan(graph, IgnoredScope.names("c"), Map.of()).weights()).isEmpty();
    }

    @Test
    void aValueBehindAnIgnoredMovement_takesTheRangeOfItsSource() {
        var graph = new TestGraph()
                .input("x")
                .conv("c", "x", 4, 4)
                .node("flat", Op.RESHAPE, "Reshape", "c")
                .node("turned", Op.TRANSPOSE, "Transpose", "flat")
                .matMul("y", "turned", 4, 4)
                .output("y")
                .build();
        Plan plan = plan(graph, IgnoredScope.names("turned"), SEEN);
        assertThat(plan.byValue().get("turned").observed().low()).isEqualTo(-1);
        assertThat(List.copyOf(plan.byValue().keySet())).containsExactlyInAnyOrder("x", "c", "turned");
    }
}
