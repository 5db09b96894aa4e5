package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import octet.Octet;
import octet.QuantizedModel;
import octet.onnx.proto.TensorProto;
import octet.placement.Scheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Convolutions that are as quick in float: bytes in the file, floats in the runtime. */
class SmallConvolutionsTest {
    @TempDir
    private Path folder;

    private static TestModel model() {
        return TestModel.opset(13)
                .input("x", -1, 8, 8, 8)
                .gaussian("w", 32, 8, 3, 3)
                .gaussian("b", 32)
                .gaussian("few", 2, 32, 1, 3)
                .node("Conv", "c", "x", "w", "b")
                .node("Relu", "r", "c")
                .node("Conv", "d", "r", "few")
                .node("Sigmoid", "y", "d")
                .output("y");
    }

    @Test
    void theirWeights_areBytes_ofWhichTheRuntimeMakesFloatsOnce() throws IOException {
        QuantizedModel int8 = Quantizing.faithful(model(), folder);
        assertThat(int8.layers().quantized()).singleElement().satisfies(layer -> {
            assertThat(layer.name()).isEqualTo("c");
            assertThat(layer.integers()).isEqualTo("s8×32");
            assertThat(layer.how()).contains("stored as int8", "float");
        });
        var saved = Quantizing.saved(int8, folder);
        assertThat(Quantizing.initializers(saved, TensorProto.DataType.INT8)).contains("w_int8");
        assertThat(Quantizing.initializers(saved, TensorProto.DataType.FLOAT))
                .contains("few")
                .doesNotContain("w");
        assertThat(Quantizing.types(saved))
                .doesNotContain("QuantizeLinear", "DequantizeLinear")
                .contains("Cast", "Mul");
        assertThat(int8.plan().activations()).isEmpty();
    }

    @Test
    void theirBytes_mayHaveZeroPoints() throws IOException {
        var loaded = Octet.load(model().write(folder));
        var int8 = loaded.calibrate(Quantizing.samples(loaded.inputs()))
                .quantize(q -> q.weightsQuantizationParams(p -> p.mode(Scheme.ASYMMETRIC)));
        assertThat(int8.check().error().sqnr()).isGreaterThan(30);
        assertThat(Quantizing.types(Quantizing.saved(int8, folder))).containsSubsequence(List.of("Cast", "Sub", "Mul"));
    }

    @Test
    void oneScaleForAllWeights_isBroadcast() throws IOException {
        var loaded = Octet.load(model().write(folder));
        var int8 = loaded.calibrate(Quantizing.samples(loaded.inputs()))
                .quantize(q -> q.weightsQuantizationParams(p -> p.perChannel(false)));
        assertThat(int8.check().error().sqnr()).isGreaterThan(25);
    }

    /** In both directions, with a bias and without states. */
    @Test
    void recurrentWeights_areBytesToo() throws IOException {
        QuantizedModel int8 = Quantizing.faithful(
                TestModel.opset(13)
                        .input("x", 6, -1, 16)
                        .gaussian("w", 2, 64, 16)
                        .gaussian("r", 2, 64, 16)
                        .gaussian("b", 2, 128)
                        .node(
                                "LSTM",
                                "h",
                                List.of("x", "w", "r", "b"),
                                Protos.integer("hidden_size", 16),
                                Protos.string("direction", "bidirectional"))
                        .output("h"),
                folder);
        assertThat(int8.check().error().sqnr()).isGreaterThan(30);
        var saved = Quantizing.saved(int8, folder);
        assertThat(Quantizing.initializers(saved, TensorProto.DataType.INT8)).contains("w_int8", "r_int8");
        assertThat(Quantizing.initializers(saved, TensorProto.DataType.FLOAT)).doesNotContain("w", "r");
        assertThat(Quantizing.layer(int8, "LSTM").how()).contains("stored as int8");
    }
}
