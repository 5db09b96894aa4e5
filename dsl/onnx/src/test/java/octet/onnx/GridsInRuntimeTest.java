package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import octet.Calibration;
import octet.Octet;
import octet.QuantizedModel;
import octet.onnx.proto.TensorProto;
import octet.placement.OverflowFix;
import octet.placement.Placement;
import octet.placement.Preset;
import octet.placement.Scheme;
import octet.placement.Target;
import octet.plan.Settings;
import octet.problem.BadSettingsException;
import octet.range.RangeEstimator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of grid and range runs in ONNX Runtime and stays near float. */
class GridsInRuntimeTest {
    @TempDir
    private static Path folder;

    private static Calibration calibration;

    /** Convolutions, one of them depthwise, a product with an offset in its weights, and a sum. */
    @BeforeAll
    static void calibrate() throws IOException {
        float[] product = TestModel.gaussian(3, 8, 5);
        for (int i = 0; i < product.length; i++) {
            product[i] += 1.5f;
        }
        var model = TestModel.opset(13)
                .input("x", -1, 3, 8, 8)
                .gaussian("w1", 8, 3, 1, 1)
                .gaussian("b1", 8)
                .gaussian("w2", 8, 1, 3, 3)
                .floats("w3", product, 8, 5)
                .node("Conv", "c1", "x", "w1", "b1")
                .node("Relu", "r1", "c1")
                .node("Conv", "c2", List.of("r1", "w2"), Protos.integer("group", 8))
                .node("GlobalAveragePool", "pool", "c2")
                .node("Flatten", "flat", "pool")
                .node("MatMul", "y", "flat", "w3")
                .output("y");
        var loaded = Octet.load(model.write(folder));
        calibration = loaded.calibrate(Quantizing.samples(loaded.inputs()));
    }

    private static Arguments setting(String name, UnaryOperator<Settings> change) {
        return Arguments.of(name, change);
    }

    private static Stream<Arguments> settings() {
        return Stream.of(
                setting("symmetric", q -> q.activationsQuantizationParams(p -> p.mode(Scheme.SYMMETRIC))),
                setting("signed", q -> q.activationsQuantizationParams(p -> p.signednessToForce(true))),
                setting("16 bits", q -> q.activationsQuantizationParams(p -> p.numBits(16))),
                setting(
                        "16 bits symmetric signed",
                        q -> q.activationsQuantizationParams(
                                p -> p.numBits(16).mode(Scheme.SYMMETRIC).signednessToForce(true))),
                setting("weights asymmetric", q -> q.weightsQuantizationParams(p -> p.mode(Scheme.ASYMMETRIC))),
                setting(
                        "weights asymmetric per-tensor",
                        q -> q.weightsQuantizationParams(
                                p -> p.mode(Scheme.ASYMMETRIC).perChannel(false))),
                setting(
                        "weights asymmetric of half range",
                        q -> q.weightsQuantizationParams(p -> p.mode(Scheme.ASYMMETRIC))
                                .overflowFix(OverflowFix.ENABLE)),
                setting("weights not narrow", q -> q.weightsQuantizationParams(p -> p.narrowRange(false))),
                setting("weights of half range", q -> q.overflowFix(OverflowFix.ENABLE)),
                setting("portable", q -> q.target(Target.portable())),
                setting("portable mixed", q -> q.target(Target.portable()).preset(Preset.MIXED)),
                setting("nncf", q -> q.placement(Placement.nncf()).preset(Preset.MIXED)),
                setting(
                        "nncf with quantized outputs",
                        q -> q.placement(Placement.nncf()).preset(Preset.MIXED).quantizeOutputs(true)),
                setting("weights by squared error", q -> q.weights(RangeEstimator.mse())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void aKindOfGrid_staysNearFloat(String name, UnaryOperator<Settings> change) {
        QuantizedModel int8 = calibration.quantize(change);
        assertThat(int8.check().error().sqnr()).isGreaterThan(25);
        assertThat(int8.plan().quantizedOperations()).isGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "min-max",
                "mean",
                "median",
                "mean-no-outliers=0.1",
                "median-no-outliers",
                "percentile=99.9",
                "histogram"
            })
    void aKindOfRange_staysNearFloat(String name) {
        assertThat(calibration
                        .quantize(q -> q.activations(RangeEstimator.named(name)))
                        .check()
                        .error()
                        .sqnr())
                .isGreaterThan(20);
    }

    @Test
    void weightsWithAnOffset_gainByAZeroPoint() {
        var plain = calibration.quantize().plan();
        var moved = calibration
                .quantize(q -> q.weightsQuantizationParams(p -> p.mode(Scheme.ASYMMETRIC)))
                .plan();
        int last = plain.weights().size() - 1;
        assertThat(moved.weights().get(last).sqnr())
                .isGreaterThan(plain.weights().get(last).sqnr() + 1);
        assertThat(moved.remarks()).anyMatch(remark -> remark.contains("zero point for each channel"));
    }

    @Test
    void anEmbeddingsTable_mayHaveZeroPoints() throws IOException {
        float[] table = TestModel.gaussian(9, 500, 64);
        for (int i = 0; i < table.length; i++) {
            table[i] += 3;
        }
        var model = TestModel.opset(13)
                .input("ids", TensorProto.DataType.INT64, -1)
                .floats("table", table, 500, 64)
                .node("Gather", "rows", "table", "ids")
                .node("Tanh", "y", "rows")
                .output("y");
        var loaded = Octet.load(model.write(folder));
        var ids = octet.data.Tensor.of(new long[] {3, 0, 19}, 3);
        var int8 = loaded.calibrate(Octet.samples(List.of(octet.data.Sample.of(Map.of("ids", ids)))))
                .quantize(q -> q.weightsQuantizationParams(p -> p.mode(Scheme.ASYMMETRIC)));
        assertThat(int8.check().error().sqnr()).isGreaterThan(25);
        assertThat(int8.plan().weights().get(0).tensor().zeroPoints()).containsOnly(-127);
    }

    @Test
    void activationsWithAScaleForEachChannel_areRefused() {
        assertThatExceptionOfType(BadSettingsException.class)
                .isThrownBy(() -> calibration.quantize(q -> q.activationsQuantizationParams(p -> p.perChannel(true))))
                .withMessageContaining("ONNX Runtime has one scale");
    }
}
