package octet.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import octet.compare.OutputError;
import octet.engine.Evaluation.SampleResult;
import octet.engine.Latency;
import octet.metric.Metric;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static Validation validation(double floatScore, boolean higherIsBetter) {
        return new Validation(
                "m.onnx",
                "metric",
                higherIsBetter,
                floatScore,
                0.8,
                new OutputError(20, 0.99, 1, 3),
                Map.of("y", new OutputError(20, 0.99, 1, 3)),
                4000,
                1000,
                new Latency(6, 3, 5),
                List.of(
                        new SampleResult("a", 0.9, 0.8, 30),
                        new SampleResult("b", 0.9, 0.2, 20),
                        new SampleResult("c", 0.5, 0.5, 10)),
                List.of());
    }

    @Test
    void drop_isPositive_whereInt8IsWorse() {
        assertThat(validation(0.9, true).drop()).isEqualTo(0.9 - 0.8);
        assertThat(validation(0.9, false).drop()).isEqualTo(0.8 - 0.9);
        assertThat(validation(0.9, true).sizeRatio()).isEqualTo(0.25);
        assertThat(validation(0.9, true).speedup()).isEqualTo(2);
    }

    @Test
    void worst_areThoseThatFellMost_orMovedMostWithoutScores() {
        assertThat(validation(0.9, true).worst(2)).extracting(SampleResult::id).containsExactly("b", "a");
        assertThat(validation(0.9, false).worst(1)).extracting(SampleResult::id).containsExactly("c");
        assertThat(validation(Double.NaN, true).worst(1))
                .extracting(SampleResult::id)
                .containsExactly("c");
    }

    @Test
    void aTable_tellsBothModels() {
        assertThat(validation(0.9, true).toString())
                .contains("m.onnx on 3 samples", "0.9000", "0.8000", "-0.1000", "3.9 kB", "1000 B", "0.25x", "2.00x");
    }

    @Test
    void equalModels_areIdentical() {
        assertThat(new OutputError(Double.POSITIVE_INFINITY, 1, 0, 3))
                .hasToString("identical outputs")
                .satisfies(equal -> assertThat(equal.sqnrInWords()).isEqualTo("identical"));
        assertThat(new OutputError(23.14, 0.998, 0.12, 3))
                .hasToString("SQNR 23.1 dB, cosine 0.9980, greatest difference 0.120");
    }

    @Test
    void theCosine_isShownOnce() {
        var report = validation(0.9, true);
        assertThat(report.lines()).extracting(line -> line.measure()).contains("cosine of outputs");
        var cosine = new Validation(
                report.model(),
                Metric.cosine().name(),
                true,
                Double.NaN,
                0.99,
                report.error(),
                Map.of("first", new OutputError(30, 1, 1, 3), "second", new OutputError(6.5, 0.9, 1, 3)),
                4000,
                1000,
                report.latency(),
                report.samples(),
                List.of());
        assertThat(cosine.lines())
                .extracting(line -> line.measure())
                .containsOnlyOnce("cosine to float")
                .doesNotContain("cosine of outputs")
                .contains("  of first", "  of second");
        assertThat(report.lines()).extracting(line -> line.measure()).doesNotContain("  of y");
    }
}
