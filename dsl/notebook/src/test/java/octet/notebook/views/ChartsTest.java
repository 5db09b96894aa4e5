package octet.notebook.views;

import static octet.notebook.views.Charts.plot;
import static octet.notebook.views.Charts.plotValues;
import static octet.notebook.views.Charts.plotWeights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import octet.Octet;
import octet.QuantizedModel;
import octet.data.Sample;
import octet.data.Tensor;
import octet.engine.Sensitivity;
import octet.graph.Graph;
import octet.metric.Metric;
import octet.notebook.Render;
import octet.notebook.Rich;
import octet.placement.Decision;
import octet.plan.Plan;
import octet.problem.BadSettingsException;
import octet.report.Layers;
import octet.report.Ranges;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.XYChart;

class ChartsTest {
    private static final List<Sample> DATA =
            List.of(Sample.of(Tensor.of(new float[] {-2, 2, 3, -1}, 1, 4)).label("x"));

    @TempDir
    private Path folder;

    private QuantizedModel int8() {
        return ToyFormat.model(folder).calibrate(Octet.samples(DATA)).quantize();
    }

    private static void isPicture(Object chart, String... words) {
        Rich rich = Render.of(chart);
        assertThat(rich.data().get("image/png")).startsWith("iVBOR");
        assertThat(rich.plain()).contains(words).doesNotContain("\u001b");
    }

    @Test
    void ranges_areDrawn_evenNone() {
        QuantizedModel int8 = int8();
        isPicture(plot(int8.ranges()), "Ranges of 1 quantized activations", "highest, lowest");
        var plan = int8.plan();
        var none = new Plan(plan.target(), List.of(), List.of(), List.of(), false, List.of(), false);
        isPicture(plot(Ranges.of(none)), "Ranges of 0");
    }

    @Test
    void layers_areDrawn_byNameWhileThereIsRoom() {
        CategoryChart chart = plot(layers(12));
        isPicture(chart, "Signal left behind 12 operations, in dB", "makes 5 % of the noise");
        assertThat(chart.getSeries("int8").getXData()).hasSize(12).first().isEqualTo("1 c0 4%");
        assertThat(chart.getSeries("int8").getYData()).containsExactly(60, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(plot(layers(40)).getSeries("float").getXData()).first().isEqualTo("1");
        isPicture(plot(layers(0)), "Signal left behind 0 operations");
        isPicture(plot(int8().layers()), "Signal left behind");
    }

    /** Convolutions of which the first is exact, the second makes most of the noise, and the others are float. */
    private static Layers layers(int count) {
        List<Decision> decisions = new ArrayList<>();
        Map<String, Sensitivity.Operation> operations = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            decisions.add(new Decision("c" + i, "Conv", i < 2, "because"));
            double share = i == 0 ? 0.04 : i == 1 ? 0.9 : 0;
            operations.put("c" + i, new Sensitivity.Operation(40, i == 0 ? Double.POSITIVE_INFINITY : 40 - i, share));
        }
        var plan = new Plan("t", List.of(), List.of(), decisions, false, List.of(), false);
        return Layers.of(
                new Graph(List.of(), List.of(), List.of(), List.of(), Set.of()), plan, new Sensitivity(operations));
    }

    @Test
    void values_areCountedInBothForms_clippedAtTheEnds() {
        var calibration = ToyFormat.model(folder).calibrate(Octet.samples(DATA));
        assertThatExceptionOfType(BadSettingsException.class)
                .isThrownBy(() -> plotValues(calibration, calibration.quantize(), "x"))
                .withMessageContaining("counted no values of 'x'");
        assertThatExceptionOfType(BadSettingsException.class)
                .isThrownBy(() -> plotValues(calibration, calibration.quantize(), "prodct"))
                .withMessageContaining("nearest: 'product");
        var int8 = calibration.quantize(q -> q.activations(Octet.quantile(0.3)));
        CategoryChart chart = plotValues(calibration, int8, "x");
        isPicture(chart, "Values of x", "float, int8");
        assertThat(plotValues(calibration, int8, ToyFormat.LAYER).getTitle()).isEqualTo("Values of x");
        assertThat(Arrays.stream(chart.getSeries("int8").getYData()).sum())
                .as("logarithms of counts")
                .isPositive();
    }

    @Test
    void validation_isDrawnInPercentOfFloat() {
        CategoryChart chart = plot(int8().validate(Octet.samples(DATA), Metric.of("half", (output, label) -> 0.5)));
        isPicture(chart, "model.toy in percent of float", "float, int8");
        assertThat(chart.getSeries("int8").getXData()).hasSize(3).first().isEqualTo("half: 0.5000 → 0.5000");
        assertThat(chart.getSeries("int8").getYData()[1]).isEqualTo(25.0);
    }

    @Test
    void accuracyControl_isDrawnWithFloatAndTheBound() {
        var validation = int8().validate(Octet.samples(DATA));
        var result = validation.within(0);
        XYChart chart = plot(result);
        isPicture(chart, "output error: drop against speed");
        assertThat(chart.getSeriesCollection())
                .extracting("name")
                .containsExactly("bound", "float", "first int8 model");
        assertThat(chart.getSeries("first int8 model").getYData()).containsExactly(result.drop());
        assertThat(chart.getSeries("bound").getYData()).containsOnly(0);
    }

    @Test
    void sensitivity_isDrawnAsBars_theWorstFirst() {
        var analysis = int8().sensitivity();
        CategoryChart chart = plot(analysis);
        isPicture(chart, "Noise of the outputs with only this quantized");
        assertThat(chart.getSeries("noise").getXData()).hasSize(4).first().isEqualTo("everything");
        assertThat(chart.getSeries("noise").getYData()[0])
                .isEqualTo(100 * analysis.all().noise());
    }

    @Test
    void weights_areCountedInBothForms() {
        QuantizedModel int8 = int8();
        CategoryChart chart = plotWeights(int8, ToyFormat.LAYER);
        isPicture(chart, "Weights of product<img src=x onerror=alert(1)>␛[31m");
        for (String series : List.of("float", "int8")) {
            assertThat(Arrays.stream(chart.getSeries(series).getYData()).sum()).isEqualTo(12);
        }
        assertThat(plotWeights(int8).getTitle()).isEqualTo(chart.getTitle());
    }

    @Test
    void weights_ofNoLayer_nameTheNearest() {
        QuantizedModel int8 = int8();
        assertThatExceptionOfType(BadSettingsException.class)
                .isThrownBy(() -> plotWeights(int8, "prodct"))
                .withMessageContaining("nearest: 'product");
    }

    @Test
    void decades_showSmallBesideGreat() {
        Decades decades = Decades.of(new double[] {0.02, 0.3, 5, 400});
        assertThat(decades.position(0)).isZero();
        assertThat(decades.label(0)).isEqualTo("0");
        assertThat(decades.position(-400)).isLessThan(decades.position(-5));
        assertThat(decades.label(decades.position(100))).isEqualTo("100");
        assertThat(decades.label(decades.position(-0.05))).isEqualTo("−0.05");
        assertThat(decades.label(decades.position(3e8))).isEqualTo("3E+8");
        assertThat(Decades.of(new double[] {0, Double.NaN})).isEqualTo(new Decades(1));
    }

    @Test
    void bins_leaveAFewFarOut() {
        float[] weights = new float[10_000];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) Math.sin(i);
        }
        weights[7] = 1000;
        Bins bins = Bins.of(weights);
        assertThat(bins.beyond()).isEqualTo(1);
        assertThat(bins.centers().get(60)).isBetween(0.9, 1.1);
        assertThat(Bins.of(new float[] {0, 0}).counts(new float[] {0, 0}).get(30))
                .isEqualTo(2);
        assertThat(Bins.of(new float[0]).beyond()).isZero();
    }
}
