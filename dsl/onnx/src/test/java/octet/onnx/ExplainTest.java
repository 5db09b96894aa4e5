package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import octet.Octet;
import octet.QuantizedModel;
import octet.report.Layer;
import octet.report.Layers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model whose first convolutions int8 ruins, as a logarithm makes their small values count. */
class ExplainTest {
    @TempDir
    private static Path folder;

    private static QuantizedModel int8;

    @BeforeAll
    static void quantize() throws IOException {
        var loaded = Octet.load(SpectrumModel.build().write(folder));
        int8 = loaded.calibrate(Quantizing.samples(loaded.inputs())).quantize();
    }

    private static Layer layer(String name) {
        return int8.layers().stream()
                .filter(layer -> layer.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatHurts_comesFirst_andIsSuggested() {
        Layers layers = int8.layers();
        assertThat(layers.worst(2)).extracting(Layer::name).allMatch(name -> name.startsWith("front/"));
        assertThat(layers.suggest()).hasToString(".ignore(\"front/*\")");
        assertThat(layers.stream().mapToDouble(Layer::noiseShare).sum()).isBetween(0.99, 1.0001);
        assertThat(layers.inFloat()).allMatch(layer -> layer.noiseShare() == 0);
    }

    @Test
    void signal_isLostFromStepToStep() {
        Layer front = layer("front/filter_0");
        assertThat(front.inputSqnr()).isBetween(35.0, 50.0);
        assertThat(front.weightSqnr()).isBetween(35.0, 60.0);
        assertThat(front.outputSqnr()).isBetween(20.0, front.inputSqnr());
        assertThat(layer("y").outputSqnr()).isLessThan(front.outputSqnr() - 10);
        assertThat(front.integers()).isEqualTo("u8, s8×8");
    }

    @Test
    void theOutputs_areComparedOneByOne() {
        assertThat(int8.check().outputs()).containsOnlyKeys("y", "s");
        assertThat(int8.check().worstSqnr()).isLessThan(10);
        assertThat(int8.check().outputs().values())
                .extracting(error -> error.samples())
                .containsOnly(4);
    }

    @Test
    void advice_wasTried_andHoldsWhereItIsPasted() {
        var advice = int8.check().advice().orElseThrow();
        assertThat(advice.scope()).hasToString(".ignore(\"front/*\")");
        assertThat(int8.check().toString()).contains("Warning", "Try: .ignore(\"front/*\")", "2 of 3 operations");
        var data = Quantizing.samples(int8.model().inputs());
        var pasted = int8.model().calibrate(data).quantize(q -> q.ignore("front/*"));
        assertThat(pasted.check().worstSqnr()).isEqualTo(advice.after()).isGreaterThan(20);
        assertThat(pasted.check().advice()).isEmpty();
        assertThat(int8.advice()).contains(advice);
        var suggested = int8.model()
                .calibrate(data)
                .quantize(q -> q.ignore(int8.layers().suggest()));
        assertThat(suggested.plan().decisions()).isEqualTo(pasted.plan().decisions());
    }

    @Test
    void theTable_fitsATerminal() {
        List<String> lines = int8.layers().toString().lines().toList();
        assertThat(lines).hasSize(1 + int8.layers().size()).allMatch(line -> line.length() <= 140);
        assertThat(lines.get(0)).contains("out dB", "noise", "integers");
    }

    @Test
    void aModelWithoutNoise_hasNoWorst(@TempDir Path empty) throws IOException {
        var quantized = Quantizing.quantize(
                TestModel.opset(13).input("x", 1, 4).node("Softmax", "y", "x").output("y"), empty);
        assertThat(quantized.layers().worst()).isEmpty();
        assertThat(quantized.layers().suggest().rules()).isEmpty();
        assertThat(quantized.advice()).isEmpty();
    }
}
