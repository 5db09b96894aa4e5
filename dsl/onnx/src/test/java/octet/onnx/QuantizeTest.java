package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import octet.Octet;
import octet.QuantizedModel;
import octet.data.Sample;
import octet.data.Tensor;
import octet.onnx.proto.TensorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small models through the whole chain. */
class QuantizeTest {
    @TempDir
    private Path folder;

    private QuantizedModel quantized(TestModel model) throws IOException {
        return Quantizing.faithful(model, folder);
    }

    @Test
    void aValueReadByAConvolutionAndAProduct_isCorrectedForNeither() throws IOException {
        for (long length : new long[] {4, 8}) {
            quantized(TestModel.opset(13)
                    .input("x", -1, 4, length)
                    .gaussian("w", 4, 4, 1)
                    .gaussian("v", length, length)
                    .gaussian("b", length)
                    .node("Conv", "c", "x", "w")
                    .node("MatMul", "m", "x", "v")
                    .node("Add", "a", "m", "b")
                    .node("Sigmoid", "y", "c")
                    .output("y")
                    .output("a"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void convolutionsOfOtherRanks_areQuantized(int axes) throws IOException {
        long[] input = axes == 1 ? new long[] {-1, 3, 16} : new long[] {-1, 3, 4, 4, 4};
        long[] weights = axes == 1 ? new long[] {1024, 3, 3} : new long[] {1024, 3, 2, 2, 2};
        var int8 = quantized(TestModel.opset(13)
                .input("x", input)
                .gaussian("w", weights)
                .gaussian("b", 1024)
                .node("Conv", "c", "x", "w", "b")
                .node("Relu", "r", "c")
                .node("Sigmoid", "y", "r")
                .output("y"));
        assertThat(Quantizing.layer(int8, "Conv").quantized()).isTrue();
    }

    @Test
    void whatStaysFloat_saysWhy() throws IOException {
        var int8 = quantized(TestModel.opset(13)
                .input("x", -1, 3, 8, 8)
                .gaussian("w", 3, 4, 2, 2)
                .gaussian("v", 4, 4, 1, 1)
                .node("ConvTranspose", "t", "x", "w")
                .node("Conv", "y", "t", "v")
                .output("y"));
        assertThat(Quantizing.layer(int8, "ConvTranspose").how()).contains("no int8 kernel for ConvTranspose");
        assertThat(Quantizing.layer(int8, "Conv").how()).contains("an output of the model");
        assertThat(int8.layers().quantized()).isEmpty();
        assertThat(int8.check().warnings())
                .singleElement()
                .asString()
                .startsWith("No operation is in int8. In float: 1 × ")
                .contains("; 1 × ");
        assertThat(Quantizing.types(Quantizing.saved(int8, folder))).containsExactly("ConvTranspose", "Conv");
    }

    @Test
    void halfPrecisionWeights_inAFloat32Model_areQuantizedToo() throws IOException {
        var int8 = quantized(TestModel.opset(13)
                .input("x", -1, 4)
                .initializer(Protos.raw("w", TensorProto.DataType.FLOAT16, new byte[32], 4, 4))
                .node("Cast", "h", List.of("x"), Protos.integer("to", 10))
                .node("MatMul", "m", "h", "w")
                .node("Cast", "y", List.of("m"), Protos.integer("to", 1))
                .output("y"));
        assertThat(Quantizing.layer(int8, "MatMul").integers()).isEqualTo("u8, s8×4");
    }

    /** Windows, bands and frames are moved into the batch; each value has a first axis of its own length. */
    @Test
    void valuesWithDifferentFirstAxes_haveTheirOwnStatistics() throws IOException {
        var int8 = quantized(TestModel.opset(13)
                .input("x", 1, 3, 8, 8)
                .gaussian("w", 8, 3, 1, 1)
                .gaussian("w2", 6, 8, 3)
                .initializer(Protos.longs("shape", new long[] {4, 8, 16}, 3))
                .node("Conv", "c", "x", "w")
                .node("Relu", "r", "c")
                .node("Reshape", "rows", "r", "shape")
                .node("Conv", "c2", "rows", "w2")
                .node("Sigmoid", "y", "c2")
                .output("y"));
        assertThat(int8.check().error().sqnr()).isGreaterThan(25);
    }

    @Test
    void severalInputs_areFedByName() throws IOException {
        var int8 = quantized(TestModel.opset(13)
                .input("left", -1, 4)
                .input("right", -1, 6)
                .gaussian("wl", 4, 5)
                .gaussian("wr", 6, 5)
                .node("MatMul", "l", "left", "wl")
                .node("MatMul", "r", "right", "wr")
                .node("Add", "s", "l", "r")
                .node("Tanh", "y", "s")
                .output("y"));
        assertThat(int8.ranges()).extracting(range -> range.value()).containsExactly("left", "right");
    }

    @Test
    void shapes_mayChangeFromSampleToSample() throws IOException {
        var model = Octet.load(TestModel.opset(13)
                .input("x", -1, 3, -1, -1)
                .gaussian("w", 8, 3, 1, 1)
                .gaussian("v", 8, 8, 1, 1)
                .node("Conv", "c", "x", "w")
                .node("Relu", "r", "c")
                .node("Conv", "d", "r", "v")
                .node("Sigmoid", "y", "d")
                .output("y")
                .write(folder));
        var random = new Random(1);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            long[] dims = {1 + random.nextInt(2), 3, 5 + random.nextInt(9), 5 + random.nextInt(9)};
            samples.add(Sample.of(Tensor.of(TestModel.gaussian(i, dims), dims)));
        }
        var int8 = model.calibrate(Octet.samples(samples)).quantize();
        assertThat(int8.check().error().sqnr()).isGreaterThan(20);
    }

    @Test
    void statistics_areWhatTheModelComputes() throws IOException {
        var model = Octet.load(TestModel.small().write(folder));
        var samples = Quantizing.samples(model.inputs());
        var statistics = model.calibrate(samples).statistics();
        try (var inner = new OnnxFormat().read(model.info().file()).openWith(List.of("r"))) {
            float greatest = 0;
            for (Sample sample : samples.toList()) {
                float[] values = inner.run(sample.inputs()).get("r").floats();
                for (float value : values) {
                    greatest = Math.max(greatest, value);
                }
            }
            assertThat(statistics.get("r").max()).isEqualTo(greatest);
            assertThat(statistics.get("r").min()).isZero();
        }
    }

    /** Whatever is ignored, the calibration holds what the plan needs. */
    @Test
    void anySubsetOfOperations_canBeIgnored() throws IOException {
        var model = Octet.load(TestModel.opset(13)
                .input("x", -1, 4, 8, 8)
                .gaussian("w1", 4, 4, 1, 1)
                .gaussian("w2", 4, 4, 1, 1)
                .gaussian("w3", 36, 8)
                .longs("flat", -1, 36)
                .node("Conv", "c1", "x", "w1")
                .node("Relu", "r1", "c1")
                .node("Conv", "c2", "r1", "w2")
                .node("Add", "sum", "c2", "r1")
                .node("Relu", "r2", "sum")
                .node("MaxPool", "pool", List.of("r2"), Protos.integers("kernel_shape", 3, 3))
                .node("Concat", "cat", List.of("pool", "pool"), Protos.integer("axis", 1))
                .node("Transpose", "turned", List.of("cat"), Protos.integers("perm", 1, 0, 2, 3))
                .node("Reshape", "rows", "turned", "flat")
                .node("MatMul", "y", "rows", "w3")
                .output("y")
                .write(folder));
        var calibration = model.calibrate(Quantizing.samples(model.inputs()));
        var nodes = model.graph().nodes();
        var random = new Random(1);
        for (int trial = 0; trial < 12; trial++) {
            List<String> ignored = nodes.stream()
                    .map(node -> node.name())
                    .filter(name -> random.nextInt(3) == 0)
                    .toList();
            var int8 = calibration.quantize(q -> q.ignore(Octet.names(ignored.toArray(String[]::new))));
            assertThat(int8.check().error().sqnr()).as("ignoring %s", ignored).isGreaterThan(20);
        }
    }
}
