package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import octet.AccuracyResult;
import octet.ModelValidation;
import octet.Octet;
import octet.QuantizedModel;
import octet.accuracy.Blame;
import octet.accuracy.RestoreMode;
import octet.accuracy.Step;
import octet.data.Dataset;
import octet.data.Sample;
import octet.data.Tensor;
import octet.metric.Metric;
import octet.metric.Prediction;
import octet.problem.BadDataException;
import octet.problem.BadSettingsException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bounds on the drop of a model whose first two convolutions int8 ruins; the two behind them do no harm. */
class AccuracyControlTest {
    private static final Metric CLOSE = Metric.overall("close", AccuracyControlTest::close);

    @TempDir
    private static Path folder;

    private static QuantizedModel int8;

    /** Validations take seconds, as they measure latency. */
    private static ModelValidation validation;

    private static AccuracyResult found;

    @BeforeAll
    static void quantize() throws IOException {
        var loaded = Octet.load(SpectrumModel.build().write(folder));
        int8 = loaded.calibrate(samples(12)).quantize();
        validation = int8.validate(samples(80), CLOSE);
        found = validation.within(0.01);
    }

    private static Dataset samples(int count) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            samples.add(Sample.of(Tensor.of(TestModel.gaussian(i, 1, 4, 1, 64), 1, 4, 1, 64))
                    .named("number " + i));
        }
        return Octet.samples(samples);
    }

    /** The share of outputs that are near float's. */
    private static double close(List<Prediction> predictions) {
        int close = 0;
        int all = 0;
        for (Prediction prediction : predictions) {
            float[] outputs = prediction.outputs().get("y").floats();
            float[] reference = prediction.reference().get("y").floats();
            for (int i = 0; i < outputs.length; i++) {
                close += Math.abs(outputs[i] - reference[i]) < 1 ? 1 : 0;
            }
            all += outputs.length;
        }
        return close / (double) all;
    }

    private static List<Blame> front(AccuracyResult result) {
        assertThat(result.ignored()).get().hasToString(".ignore(\"front/*\")");
        return result.reverted();
    }

    @Test
    void withoutAMetric_theBoundIsOnTheOutputsError() {
        var result = int8.validate(samples(12)).within(0.01);
        assertThat(result.isWithin()).as(result.toString()).isTrue();
        assertThat(result.drop()).isLessThanOrEqualTo(0.01);
        front(result);
        assertThat(result.model().layers().quantized()).extracting("name").containsExactly("head/mix");
    }

    @Test
    void aMetricOfAllSamples_findsTheSameCulprits() {
        assertThat(found.isWithin()).as(found.toString()).isTrue();
        assertThat(found.steps().get(0).drop()).isGreaterThan(0.01);
        assertThat(found.drop()).isLessThanOrEqualTo(0.01);
        front(found);
        assertThat(found.toString()).contains("is within its bound: close 1.0000 →", ".ignore(\"front/*\")");
    }

    @Test
    void theResult_isTheModelThatItsLineMakes_andItsScoreIsMeasuredAgain() {
        var again = found.model().validate(samples(80), CLOSE);
        assertThat(again.int8Score()).isEqualTo(found.score());
        var pasted = int8.calibration().quantize(q -> q.ignore(found.ignored().orElseThrow()));
        assertThat(pasted.plan().decisions()).isEqualTo(found.model().plan().decisions());
        assertThat(found.model().recipe().json()).contains("front/*");
    }

    /** A group that hurts leaves more noise when it is quantized than when it is not, so its importance is above zero. */
    @Test
    void importance_isTheErrorWithTheGroupQuantized_minusThatWithItInFloat() {
        Step best = found.outcome().result();
        assertThat(front(found)).hasSize(2);
        for (Blame blame : found.reverted()) {
            var others = found.reverted().stream()
                    .filter(other -> other != blame)
                    .flatMap(other -> other.group().operations().stream())
                    .toList();
            var with = int8.calibration().quantize(q -> q.ignore(others));
            double sqnr = with.check().worstSqnr();
            assertThat(sqnr).isLessThan(found.model().check().worstSqnr());
            assertThat(blame.importance()).isPositive().isGreaterThan(best.noise());
        }
    }

    @Test
    void aModelWithinTheBound_comesBackAfterTwoEvaluations(@TempDir Path other) throws IOException {
        var small = Octet.load(TestModel.small().write(other));
        var data = Quantizing.samples(small.inputs());
        var quantized = small.calibrate(data).quantize();
        var result = quantized.validate(data, Metric.cosine()).within(0.01);
        assertThat(result.isWithin()).isTrue();
        assertThat(result.evaluations().full()).isEqualTo(2);
        assertThat(result.evaluations().models()).isZero();
        assertThat(result.model().plan()).isSameAs(quantized.plan());
        assertThat(result.steps()).hasSize(1);
    }

    @Test
    void candidates_areTriedOnTheWorstSamplesFirst() {
        assertThat(found.evaluations().onSubset()).isPositive();
        assertThat(found.steps().stream().filter(Step::isConfirmed).count())
                .isEqualTo(found.evaluations().full() - 1L)
                .isLessThan(found.steps().size());
    }

    @Test
    void theSearch_isTheSameEveryTime() {
        var one = int8.validate(samples(80), CLOSE).within(0.01);
        var two = int8.validate(samples(80), CLOSE).within(0.01);
        assertThat(two.steps())
                .extracting(Step::what)
                .isEqualTo(one.steps().stream().map(Step::what).toList());
        assertThat(two.steps())
                .extracting(Step::drop)
                .isEqualTo(one.steps().stream().map(Step::drop).toList());
    }

    @Test
    void onlyActivations_keepTheWeightsAsBytes() {
        var result = validation.within(0.01, control -> control.restoreMode(RestoreMode.ONLY_ACTIVATIONS));
        assertThat(result.isWithin()).as(result.toString()).isTrue();
        assertThat(result.model().plan().weights()).hasSameSizeAs(int8.plan().weights());
        assertThat(result.model().plan().activations())
                .hasSizeLessThan(int8.plan().activations().size());
        assertThat(result.model().layers().toString()).contains("front/filter_0");
    }

    @Test
    void lowerMayBeBetter_andDropsRelative() {
        Metric far =
                Metric.overall("far", (List<Prediction> all) -> 2 - close(all)).lowerIsBetter();
        var lower = int8.validate(samples(12), far);
        assertThat(lower.drop()).isPositive();
        var absolute = lower.within(0.01);
        var relative = lower.within(0.01, control -> control.relative());
        assertThat(absolute.isWithin() && relative.isWithin()).isTrue();
        assertThat(relative.steps().get(0).drop()).isEqualTo(lower.drop() / lower.floatScore());
    }

    @Test
    void aMissedBound_saysHowCloseItCame_andWhoIsToBlame() {
        var result = validation.within(0.01, control -> control.atMost(2));
        assertThat(result.isWithin()).isFalse();
        assertThat(result.evaluations().full()).isEqualTo(2);
        assertThat(result.toString())
                .contains("is not within its bound", "too much", "To blame: front/filter", "budget of 2 evaluations");
    }

    @Test
    void noTime_givesTheFirstModel_andSaysSo() {
        var result = validation.within(0.01, control -> control.budget(Duration.ZERO));
        assertThat(result.isWithin()).isFalse();
        assertThat(result.model().plan()).isSameAs(int8.plan());
        assertThat(result.toString()).contains("the budget of 0.00 s is spent");
    }

    @Test
    void anInterruption_givesTheBestSoFar() {
        Thread caller = Thread.currentThread();
        var calls = new AtomicInteger();
        var metric = Metric.overall("interrupting", (List<Prediction> all) -> {
            if (calls.incrementAndGet() > 8) {
                caller.interrupt();
            }
            return close(all);
        });
        var interrupted = int8.validate(samples(12), metric);
        calls.set(7);
        var result = interrupted.within(0.0);
        assertThat(result.toString()).contains("it was interrupted");
        assertThat(result.model()).isNotNull();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aMetricThatVaries_isFoundOut() {
        var calls = new AtomicInteger();
        Metric varying =
                Metric.overall("varying", (List<Prediction> all) -> close(all) - 1e-3 * calls.incrementAndGet());
        var result = int8.validate(samples(12), varying).within(0.01);
        assertThat(result.warnings()).anyMatch(text -> text.contains("another score the second time"));
    }

    @Test
    void aMetricThatFailsOnACandidate_isAnError() {
        var calls = new AtomicInteger();
        Metric failing = Metric.overall("failing", (List<Prediction> all) -> {
            if (calls.incrementAndGet() > 2) {
                throw new IllegalStateException("no more");
            }
            return close(all);
        });
        var first = int8.validate(samples(12), failing);
        assertThatThrownBy(() -> first.within(0.01))
                .isInstanceOf(BadDataException.class)
                .hasMessageContaining("The metric 'failing' failed on 1");
        calls.set(0);
        Metric notANumber =
                Metric.overall("none", (List<Prediction> all) -> calls.incrementAndGet() > 2 ? Double.NaN : close(all));
        var other = int8.validate(samples(12), notANumber);
        assertThatThrownBy(() -> other.within(0.01))
                .isInstanceOf(BadDataException.class)
                .hasMessageContaining("The metric 'none' is NaN");
    }

    @Test
    void boundsAndBudgetsThatCannotBe_areToldTogether() {
        assertThatThrownBy(() -> validation.within(-0.1, control -> control.atMost(1)))
                .isInstanceOf(BadSettingsException.class)
                .hasMessageContaining("float itself drops by 0")
                .hasMessageContaining("take 2 evaluations");
        assertThatThrownBy(() -> validation.within(Double.NaN)).isInstanceOf(BadSettingsException.class);
    }

    @Test
    void labels_areOnePerSample() {
        var labels = IntStream.range(0, 5).boxed().toList();
        assertThatThrownBy(() -> samples(4).labels(labels))
                .isInstanceOf(BadDataException.class)
                .hasMessageContaining("5 labels for 4 samples");
        assertThatThrownBy(() ->
                        int8.validate(samples(4).labels(labels.subList(0, 4)).filter(s -> true), Metric.top1()))
                .isInstanceOf(BadDataException.class);
        assertThatThrownBy(() -> int8.validate(samples(4).filter(s -> true).labels(labels), CLOSE))
                .isInstanceOf(BadDataException.class)
                .hasMessageContaining("5 labels for 4 samples");
        assertThatThrownBy(() -> int8.validate(samples(6).filter(s -> true).labels(labels), CLOSE))
                .isInstanceOf(BadDataException.class)
                .hasMessageContaining("5 labels for more than 5 samples");
        assertThatThrownBy(() -> int8.validate(samples(4), Metric.top1()))
                .isInstanceOf(BadDataException.class)
                .hasMessageContaining("has no label");
    }
}
