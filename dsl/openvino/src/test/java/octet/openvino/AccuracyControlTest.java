package octet.openvino;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import octet.Octet;
import octet.metric.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bound on what int8 may cost, on the recogniser of text lines. */
@NeedsOpenVino
class AccuracyControlTest {
    private static final int SAMPLES = 12;

    @TempDir
    private Path folder;

    @Test
    void aBoundThatInt8Breaks_isKeptByTheSavedFile() throws IOException, InterruptedException {
        var calibration = Octet.load(Resources.model("rec"))
                .calibrate(Resources.lines("calibration").take(SAMPLES), SAMPLES);
        var data = Resources.lines("validation").take(SAMPLES);
        var report = calibration.quantize().validate(data, Metric.cosine());
        double bound = (1 - report.int8Score()) / 2;
        assertThat(bound).isPositive();

        var result = report.within(bound, control -> control.atMost(8));

        assertThat(result.isWithin()).isTrue();
        assertThat(result.score()).isGreaterThanOrEqualTo(1 - bound);
        assertThat(result.reverted()).isNotEmpty();
        assertThat(result.outcome().result().int8Operations())
                .isPositive()
                .isLessThan(result.outcome().first().int8Operations());
        var sample = data.toList().get(0);
        Path saved = result.save(folder.resolve("int8.xml"));
        try (var opened = new OpenVinoFormat().open(saved)) {
            var inputs = java.util.Map.of(result.model().model().inputs().get(0).name(), sample.tensor());
            assertThat(opened.session().run(inputs)).isEqualTo(result.model().run(sample));
        }
    }
}
