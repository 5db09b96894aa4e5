package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import octet.Octet;
import octet.QuantizedModel;
import octet.data.Dataset;
import octet.onnx.proto.NodeProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Channels of a convolution with scales of their own, which ONNX Runtime's int8 convolution does not know. */
class ScaledOutputsTest {
    private static final int CHANNELS = 6;

    @TempDir
    private Path folder;

    /** Filters whose responses differ a hundredfold; the logarithm makes the small ones count as much as the great. */
    private static TestModel model(String activation) {
        float[] filters = TestModel.gaussian(3, CHANNELS, 3, 1, 1);
        for (int i = 0; i < filters.length; i++) {
            filters[i] *= (float) Math.pow(10, -(i * CHANNELS / filters.length) / 2.5);
        }
        return TestModel.opset(13)
                .input("x", -1, 3, 8, 8)
                .floats("w", filters, CHANNELS, 3, 1, 1)
                .gaussian("b", CHANNELS)
                .floats("s", spread(), CHANNELS, 1, 1)
                .node("Conv", "c", "x", "w")
                .node(activation, "a", "c")
                .node("Mul", "even", "a", "s")
                .node("Tanh", "y", "even")
                .output("y");
    }

    /** What makes the channels equally large. */
    private static float[] spread() {
        float[] spread = new float[CHANNELS];
        for (int c = 0; c < CHANNELS; c++) {
            spread[c] = (float) Math.pow(10, c / 2.5);
        }
        return spread;
    }

    private QuantizedModel quantized(TestModel model) throws IOException {
        var loaded = Octet.load(model.write(folder));
        Dataset data = Quantizing.samples(loaded.inputs());
        return loaded.calibrate(data).quantize(q -> q.withoutCorrections());
    }

    @Test
    void smallChannels_areRoundedAsFinelyAsGreatOnes() throws IOException {
        for (String activation : List.of("Relu", "Elu")) {
            QuantizedModel int8 = quantized(model(activation));
            assertThat(int8.check().error().sqnr()).as(activation).isGreaterThan(30);
        }
    }

    /** The scalar scale is what ONNX Runtime makes one int8 convolution of. */
    @Test
    void theConvolution_isWrittenWithOneScale_andAProductBehindIt() throws IOException {
        QuantizedModel int8 = quantized(model("Relu"));
        var saved = Quantizing.saved(int8, folder).getGraph();
        NodeProto quantize = saved.getNodeList().stream()
                .filter(node -> node.getOpType().equals("QuantizeLinear"))
                .filter(node -> node.getInput(0).startsWith("a"))
                .findFirst()
                .orElseThrow();
        var scale = saved.getInitializerList().stream()
                .filter(tensor -> tensor.getName().equals(quantize.getInput(1)))
                .findFirst()
                .orElseThrow();
        assertThat(scale.getDimsCount()).isZero();
        assertThat(saved.getNodeList())
                .anyMatch(node ->
                        node.getOpType().equals("Mul") && node.getOutput(0).equals("a"));
        assertThat(int8.plan().byValue().get("a").grids()).hasSize(CHANNELS);
    }

    /** A convolution's own result is computed back from what it gives, so that layers can be compared. */
    @Test
    void innerValues_areThoseOfTheFloatModel() throws IOException {
        QuantizedModel int8 = quantized(model("Relu"));
        assertThat(int8.layers())
                .filteredOn(layer -> layer.type().equals("Conv"))
                .allSatisfy(layer -> {
                    assertThat(layer.outputSqnr()).isGreaterThan(30);
                    assertThat(layer.noiseShare()).isGreaterThan(0.9);
                });
    }
}
