package octet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import octet.calibration.Statistic;
import octet.calibration.Tap;
import octet.calibration.TapStatistics;
import octet.placement.QuantizerConfig;
import octet.plan.Settings;
import octet.problem.BadDataException;
import octet.problem.BadSettingsException;
import octet.problem.SaveException;
import octet.range.Range;
import octet.range.RangeEstimator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationTest {
    private static final String SHA = "ab".repeat(32);

    @TempDir
    private Path folder;

    private CountingModel source;
    private Model model;

    @BeforeEach
    void load() {
        source = new CountingModel(SHA);
        model = new Model(source);
    }

    /** Takes its ranges from a statistic that the defaults do not observe. */
    private record Wanting(Statistic statistic) implements RangeEstimator {
        @Override
        public Range estimate(TapStatistics statistics, QuantizerConfig config) {
            assertThat(statistics.known()).contains(statistic);
            return new Range(statistics.min(), statistics.max());
        }

        @Override
        public Set<Statistic> needs() {
            return Set.of(statistic);
        }
    }

    private static Settings histograms(Settings settings) {
        return settings.activations(new Wanting(Statistic.HISTOGRAM));
    }

    private byte[] saved(Calibration calibration) throws IOException {
        Path file = folder.resolve("saved.calibration");
        assertThat(calibration.save(file).bytes()).isEqualTo(Files.size(file));
        return Files.readAllBytes(file);
    }

    @Test
    void severalSettings_takeOnePass() {
        var calibration = model.calibrate(CountingModel.numbers(0, 20));
        calibration.quantize();
        calibration.quantize(q -> q.preset(Octet.MIXED).ignore("d").disableBiasCorrection(true));
        assertThat(source.opened).hasSize(1);
        assertThat(source.tappedRuns.get()).isEqualTo(20);
    }

    @Test
    void aStatisticThatIsMissing_isObservedOnce_whereItIsMissing() {
        var calibration = model.calibrate(CountingModel.numbers(0, 20));
        calibration.quantize(q -> histograms(q).ignore("d"));
        assertThat(source.opened).hasSize(2);
        calibration.quantize(CalibrationTest::histograms);
        calibration.quantize(CalibrationTest::histograms);
        assertThat(source.opened).hasSize(3);
        var second = source.opened.get(1).stream().map(Tap::value).toList();
        assertThat(source.opened.get(2)).extracting(Tap::value).isNotEmpty().doesNotContainAnyElementsOf(second);
        assertThat(source.tappedRuns.get()).isEqualTo(60);
    }

    @Test
    void aCalibrationOfAll_needsNoOtherPass() {
        var calibration = model.calibrate(CountingModel.numbers(0, 20), Octet.all());
        calibration.quantize(CalibrationTest::histograms);
        calibration.quantize(q -> q.activations(new Wanting(Statistic.CHANNEL_BOUNDS)));
        assertThat(source.opened).hasSize(1);
        assertThat(calibration.statistics().values())
                .allSatisfy(seen -> assertThat(seen.known()).containsExactlyInAnyOrder(Statistic.values()));
    }

    @Test
    void aCalibrationForSettings_observesWhatTheyNeed_inOnePass() {
        var calibration = model.calibrate(CountingModel.numbers(0, 20), 20, CalibrationTest::histograms);
        calibration.quantize(CalibrationTest::histograms);
        assertThat(source.tappedRuns.get()).isEqualTo(20);
    }

    @Test
    void aSavedCalibration_isLoadedAsItWas_withoutRunningTaps() throws IOException {
        var calibration = model.calibrate(CountingModel.numbers(0, 20), Octet.all());
        byte[] bytes = saved(calibration);
        var loaded = model.calibration(folder.resolve("saved.calibration"));
        assertThat(loaded.statistics()).isEqualTo(calibration.statistics());
        assertThat(loaded.samples()).isEqualTo(20);
        assertThat(loaded.data()).isEqualTo("first 300 of numbers");
        assertThat(loaded.quantize(CalibrationTest::histograms).plan().activations())
                .isEqualTo(
                        calibration.quantize(CalibrationTest::histograms).plan().activations());
        assertThat(loaded.quantize().check().error())
                .isEqualTo(calibration.quantize().check().error());
        assertThat(source.opened).hasSize(1);
        assertThat(saved(loaded)).isEqualTo(bytes);
    }

    @Test
    void partsMergedInAnyOrder_areTheBytesOfTheWhole() throws IOException {
        var numbers = CountingModel.numbers(0, 60);
        var whole = model.calibrate(numbers, Octet.all());
        var a = model.calibrate(CountingModel.numbers(0, 9), Octet.all());
        var b = model.calibrate(CountingModel.numbers(9, 41), Octet.all());
        var c = model.calibrate(CountingModel.numbers(41, 60), Octet.all());
        c.save(folder.resolve("c.calibration"));
        var loaded = model.calibration(folder.resolve("c.calibration"));
        byte[] bytes = saved(a.merge(b, c));
        assertThat(saved(c.merge(a).merge(b))).isEqualTo(bytes);
        assertThat(saved(b.merge(loaded.merge(a)))).isEqualTo(bytes);
        var merged = a.merge(b, c);
        assertThat(merged.statistics()).isEqualTo(whole.statistics());
        assertThat(merged.data()).isEqualTo("first 300 of numbers + first 300 of numbers + first 300 of numbers");
        var sources = List.of("numbers");
        assertThat(saved(new Calibration(model, sources, null, merged.seen())))
                .as("but for the words for the data")
                .isEqualTo(saved(new Calibration(model, sources, null, whole.seen())));
    }

    @Test
    void mergedParts_haveTheirSamplesAtHand_whereAllHave() {
        var a = model.calibrate(CountingModel.numbers(0, 9));
        var b = model.calibrate(CountingModel.numbers(9, 20));
        b.merge(a).quantize(CalibrationTest::histograms);
        assertThat(source.tappedRuns.get()).isEqualTo(40);
        b.save(folder.resolve("b.calibration"));
        var loaded = model.calibration(folder.resolve("b.calibration"));
        assertThatExceptionOfType(BadSettingsException.class)
                .isThrownBy(() -> a.merge(loaded).quantize(CalibrationTest::histograms));
    }

    @Test
    void aLoadedCalibration_saysWhatItHasNotObserved_andObservesItWithItsData() throws IOException {
        saved(model.calibrate(CountingModel.numbers(0, 20)));
        var loaded = model.calibration(folder.resolve("saved.calibration"));
        assertThatExceptionOfType(BadSettingsException.class)
                .isThrownBy(() -> loaded.quantize(CalibrationTest::histograms))
                .withMessageContainingAll(
                        "histogram of ",
                        "'x'",
                        "its 20 samples (first 300 of numbers) back: calibration.with(dataset)",
                        "model.calibrate(dataset, HISTOGRAM)");
        int before = source.tappedRuns.get();
        var again = loaded.with(CountingModel.numbers(0, 50)
                .shuffle(1)
                .filter(sample -> sample.tensor().floats()[0] < 20));
        again.quantize(CalibrationTest::histograms);
        assertThat(source.tappedRuns.get()).isEqualTo(before + 20);
        assertThat(again.statistics().get("x").histogram().orElseThrow().total())
                .isEqualTo(60);
    }

    @Test
    void otherSamples_areRefused() throws IOException {
        saved(model.calibrate(CountingModel.numbers(0, 20)));
        var loaded = model.calibration(folder.resolve("saved.calibration"));
        for (var others : List.of(CountingModel.numbers(1, 21), CountingModel.numbers(0, 19))) {
            assertThatExceptionOfType(BadDataException.class)
                    .isThrownBy(() -> loaded.with(others))
                    .withMessageContainingAll("other samples than the calibration saw", "the same 20, in any order");
        }
    }

    @Test
    void anotherModelsCalibration_isRefusedWithBothDigests() throws IOException {
        var calibration = model.calibrate(CountingModel.numbers(0, 20));
        saved(calibration);
        String other = "cd".repeat(32);
        Model second = new Model(new CountingModel(other));
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> second.calibration(folder.resolve("saved.calibration")))
                .withMessageContainingAll("saved.calibration is of another model", SHA, other);
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> calibration.merge(second.calibrate(CountingModel.numbers(0, 20))))
                .withMessageContainingAll("The other calibration is of another model", SHA, other);
    }

    @Test
    void comparedCalibrations_showWhatMoved() {
        var narrow = model.calibrate(CountingModel.numbers(0, 20), Statistic.HISTOGRAM);
        var wide = model.calibrate(CountingModel.numbers(0, 40), Statistic.HISTOGRAM);
        var drift = narrow.compare(wide);
        assertThat(drift).hasSameSizeAs(narrow.statistics().keySet()).allMatch(row -> row.leaves());
        assertThat(drift.get(0).outside()).isBetween(0.1, 0.5);
        assertThat(wide.compare(narrow)).noneMatch(row -> row.leaves()).allMatch(row -> row.outside() == 0);
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> narrow.compare(
                        new Model(new CountingModel("ef".repeat(32))).calibrate(CountingModel.numbers(0, 20))))
                .withMessageContaining("is of another model");
    }

    @Test
    void validation_warnsOfInputsBeyondTheirRange() {
        var int8 = model.calibrate(CountingModel.numbers(0, 21)).quantize();
        assertThat(int8.validate(CountingModel.numbers(0, 26)).warnings())
                .as("within the tolerance")
                .isEmpty();
        var validation = int8.validate(CountingModel.numbers(0, 41));
        assertThat(validation.warnings())
                .singleElement()
                .asString()
                .contains(
                        "The input 'x' leaves its calibrated range, -40.00 … 20.00, in 15 of 41 samples, by up to 100 %");
        assertThat(validation.toString()).contains("Warning: The input 'x'");
        assertThat(int8.calibration().samples()).isEqualTo(21);
    }

    @Test
    void fewSamples_areWarnedOf() {
        assertThat(model.calibrate(CountingModel.numbers(0, 1)).toString()).contains("Warning: Only 1 sample:");
        assertThat(model.calibrate(CountingModel.numbers(0, 9)).warnings())
                .singleElement()
                .asString()
                .contains("Only 9 samples", "NNCF takes 300");
        assertThat(model.calibrate(CountingModel.numbers(0, 10)).warnings()).isEmpty();
    }

    @Test
    void anotherKindOfFile_isNotOverwritten() throws IOException {
        var calibration = model.calibrate(CountingModel.numbers(0, 20));
        Path data = Files.writeString(folder.resolve("data.npz"), "precious");
        assertThatExceptionOfType(SaveException.class)
                .isThrownBy(() -> calibration.save(data))
                .withMessageContaining("is there already and is no calibration");
        assertThat(data).hasContent("precious");
        assertThat(calibration.save(folder.resolve("new.calibration")).toString())
                .matches("Saved .*new\\.calibration \\([\\d.]+ (B|kB)\\)");
        calibration.save(folder.resolve("new.calibration"));
    }
}
