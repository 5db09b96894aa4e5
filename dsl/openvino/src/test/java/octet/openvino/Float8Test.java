package octet.openvino;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import octet.Octet;
import octet.QuantizedModel;
import octet.data.Tensor;
import octet.format.Session;
import octet.graph.DataType;
import octet.metric.Metric;
import octet.openvino.ir.ElementType;
import octet.openvino.ir.Ir;
import octet.openvino.ir.IrEditor;
import octet.openvino.ir.Layer;
import octet.openvino.ir.Source;
import octet.placement.OverflowFix;
import octet.placement.Preset;
import octet.placement.QuantizationMode;
import octet.problem.BadSettingsException;
import octet.range.Float8;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Float8 in the place of integers. */
@NeedsOpenVino
class Float8Test {

    @TempDir
    private Path folder;

    /** OpenVINO rounds to float16 first, so that those are all the numbers that it can tell apart. */
    @ParameterizedTest
    @EnumSource(QuantizationMode.class)
    void conversions_areThoseOfFakeConvert_forEachFiniteHalf(QuantizationMode mode) throws IOException {
        float[] halves = finiteHalves();
        DataType type = mode.type();
        float[] expected = new float[halves.length];
        for (int i = 0; i < halves.length; i++) {
            expected[i] = Float8.decode(Float8.encode(halves[i], type), type);
        }
        assertThat(fakeConvert(halves, mode)).isEqualTo(expected);
    }

    private static float[] finiteHalves() {
        short[] bits = new short[1 << 16];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = (short) i;
        }
        float[] all = Tensor.of(DataType.FLOAT16, bits, bits.length).toFloats();
        List<Float> finite = new ArrayList<>();
        for (float half : all) {
            if (Float.isFinite(half)) {
                finite.add(half);
            }
        }
        float[] halves = new float[finite.size()];
        for (int i = 0; i < halves.length; i++) {
            halves[i] = finite.get(i);
        }
        return halves;
    }

    private float[] fakeConvert(float[] reals, QuantizationMode mode) throws IOException {
        Ir ir = Ir.read(TinyIr.write(folder, TinyIr.text()));
        IrGraph model = GraphReader.read(ir, Set.of());
        var editor = new IrEditor(ir);
        var layers = new Layers(editor);
        Source input = model.values().get("x");
        String type = mode == QuantizationMode.FP8_E4M3 ? "f8e4m3" : "f8e5m2";
        Source converted = editor.operation(
                "fc",
                "FakeConvert",
                "opset13",
                List.of("destination_type", type),
                List.of(input, layers.floats("scale", new float[] {1}), layers.floats("shift", new float[1])),
                ElementType.F32.precision(),
                editor.shape(input));
        try (Session session = OpenVinoModel.returning(editor, model, Map.of("fc", converted), List.of("fc"))) {
            var tensor = Tensor.of(reals, reals.length / TinyIr.INPUTS, TinyIr.INPUTS);
            return session.run(Map.of("x", tensor)).get("fc").floats();
        }
    }

    @ParameterizedTest
    @EnumSource(QuantizationMode.class)
    void aTextRecogniser_inFloat8_runsWhereItIsSaved_andIsNearFloat(QuantizationMode mode) throws Exception {
        QuantizedModel float8 = Octet.load(Resources.model("rec"))
                .calibrate(Resources.lines("calibration"), 20)
                .quantize(q -> q.mode(mode));
        assertThat(float8.toString()).contains(float8.plan().precision());
        Path saved = float8.save(folder.resolve("float8.xml"));
        assertThat(Ir.read(saved).layers().values())
                .extracting(Layer::type)
                .contains("FakeConvert")
                .doesNotContain("FakeQuantize");
        var sample = Resources.lines("validation").toList().get(0);
        Map<String, Tensor> inputs = Map.of(float8.model().inputs().get(0).name(), sample.tensor());
        Map<String, Tensor> ours = float8.run(sample);
        try (var opened = new OpenVinoFormat().open(saved)) {
            assertThat(opened.session().run(inputs)).isEqualTo(ours);
        }
        assertThat(float8.check().error().sqnr()).isGreaterThan(mode == QuantizationMode.FP8_E4M3 ? 14 : 7);
    }

    @Test
    void aBound_isKept_byOperationsThatGoBackToFloat() throws Exception {
        var report = Octet.load(Resources.model("rec"))
                .calibrate(Resources.lines("calibration").take(8), 8)
                .quantize(q -> q.mode(QuantizationMode.FP8_E5M2))
                .validate(Resources.lines("validation").take(8), Metric.cosine());
        double bound = (1 - report.int8Score()) / 2;

        var result = report.within(bound, control -> control.atMost(6));

        assertThat(result.isWithin()).isTrue();
        assertThat(result.reverted()).isNotEmpty();
        assertThat(result.model().plan().precision()).isEqualTo("float8_e5m2");
    }

    @Test
    void whatSpeaksOfIntegers_isRefused_allAtOnce() throws Exception {
        var calibration = Octet.load(Resources.model("rec"));
        assertThat(Assertions.catchThrowable(() -> calibration.calibrate(
                        Resources.lines("calibration"),
                        2,
                        q -> q.mode(QuantizationMode.FP8_E4M3)
                                .preset(Preset.MIXED)
                                .overflowFix(OverflowFix.ENABLE)
                                .quantizeOutputs(true)
                                .activationsQuantizationParams(p -> p.numBits(16))
                                .weightsQuantizationParams(p -> p.perChannel(false)))))
                .isInstanceOf(BadSettingsException.class)
                .hasMessageContainingAll(
                        "preset",
                        "overflowFix",
                        "quantizeOutputs",
                        "activationsQuantizationParams",
                        "weightsQuantizationParams");
    }
}
