package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import octet.Octet;
import octet.QuantizedModel;
import octet.data.Sample;
import octet.data.Tensor;
import octet.onnx.proto.ModelProto;
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
        QuantizedModel int8 = Quantizing.quantize(model, folder);
        assertThat(int8.check().error().sqnr()).as(int8.toString()).isGreaterThan(20);
        return int8;
    }

    @Test
    void aSharedWeight_isWrittenOnce() throws IOException {
        var int8 = quantized(TestModel.opset(13)
                .input("x", -1, 4)
                .gaussian("w", 4, 4)
                .node("MatMul", "a", "x", "w")
                .node("MatMul", "y", "a", "w")
                .output("y"));
        assertThat(int8.plan().weights()).hasSize(2);
        assertThat(Quantizing.initializers(Quantizing.saved(int8, folder), TensorProto.DataType.INT8))
                .containsOnlyOnce("w_int8")
                .doesNotContain("w_int8_1");
    }

    @Test
    void aWeightReadByAnIgnoredOperationToo_staysForThatOne() throws IOException {
        Path file = TestModel.opset(13)
                .input("x", -1, 4)
                .gaussian("w", 4, 4)
                .node("MatMul", "a", "x", "w")
                .node("MatMul", "y", "a", "w")
                .output("y")
                .write(folder);
        var model = Octet.load(file);
        var int8 = model.calibrate(Quantizing.samples(model.inputs())).quantize(q -> q.ignore("y"));
        ModelProto saved = Quantizing.saved(int8, folder);
        assertThat(Quantizing.initializers(saved, TensorProto.DataType.FLOAT)).contains("w");
        assertThat(Quantizing.initializers(saved, TensorProto.DataType.INT8)).contains("w_int8");
    }

    /** Names that a quantizer would give are taken already by what a model computes with. */
    @Test
    void namesThatAreTaken_areNotTakenAgain() throws IOException {
        var int8 = quantized(TestModel.opset(13)
                .input("x", -1, 3, 8, 8)
                .gaussian("w", 8, 3, 3, 3)
                .gaussian("v", 4, 8, 1, 1)
                .positive("c_scale", 1, 8, 1, 1)
                .positive("v_int8", 1, 8, 1, 1)
                .positive("bias/d", 1, 4, 1, 1)
                .node("Conv", "c", "x", "w")
                .node("Tanh", "c_quantized", "c")
                .node("Mul", "x_dequantized", "c_quantized", "c_scale")
                .node("Mul", "c_zero_point", "x_dequantized", "v_int8")
                .node("Conv", "d", "c_zero_point", "v")
                .node("Tanh", "t", "d")
                .node("Mul", "y", "t", "bias/d")
                .output("y"));
        ModelProto saved = Quantizing.saved(int8, folder);
        List<String> values = new ArrayList<>(saved.getGraph().getInitializerList().stream()
                .map(TensorProto::getName)
                .toList());
        saved.getGraph().getNodeList().forEach(node -> values.addAll(node.getOutputList()));
        assertThat(values).doesNotHaveDuplicates();
    }

    @Test
    void aBiasOfMoreAxesThanTheProduct_keepsThem() throws IOException {
        var int8 = quantized(TestModel.opset(13)
                .input("x", -1, 4)
                .gaussian("w", 4, 4)
                .gaussian("b", 1, 1, 4)
                .node("MatMul", "m", "x", "w")
                .node("Add", "y", "m", "b")
                .output("y"));
        var sample = Quantizing.samples(int8.model().inputs()).toList().get(0);
        assertThat(int8.run(sample).get("y").shape()).hasToString("[1, 2, 4]");
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
        long[] weights = axes == 1 ? new long[] {8, 3, 3} : new long[] {8, 3, 2, 2, 2};
        var int8 = quantized(TestModel.opset(13)
                .input("x", input)
                .gaussian("w", weights)
                .gaussian("b", 8)
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
    void halfPrecisionWeights_stayFloat() throws IOException {
        var int8 = quantized(TestModel.opset(13)
                .input("x", -1, 4)
                .initializer(Protos.raw("w", TensorProto.DataType.FLOAT16, new byte[32], 4, 4))
                .node("Cast", "h", List.of("x"), Protos.integer("to", 10))
                .node("MatMul", "m", "h", "w")
                .node("Cast", "y", List.of("m"), Protos.integer("to", 1))
                .output("y"));
        assertThat(Quantizing.layer(int8, "MatMul").how()).isEqualTo("its weights are float16, not float32");
    }

    /** Windows, bands and frames are moved into the batch; each value has a first axis of its own length. */
    @Test
    void valuesWithDifferentFirstAxes_haveTheirOwnStatistics() throws IOException {
        var int8 = quantized(TestModel.opset(13)
                .input("x", 1, 3, 8, 8)
                .gaussian("w", 8, 3, 3, 3)
                .gaussian("w2", 6, 8, 3)
                .initializer(Protos.longs("shape", new long[] {4, 8, 9}, 3))
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
                .gaussian("w", 8, 3, 3, 3)
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

    @Test
    void subgraphs_stayAsTheyAre_andSoDoesWhatTheyRead() throws IOException {
        var then = TestModel.opset(13)
                .gaussian("inner", 8, 8, 1, 1)
                .node("Conv", "then_out", "r", "inner")
                .output("then_out");
        var otherwise = TestModel.opset(13).node("Neg", "else_out", "r").output("else_out");
        var int8 = quantized(TestModel.opset(13)
                .input("x", -1, 3, 8, 8)
                .gaussian("w", 8, 3, 3, 3)
                .gaussian("v", 8, 8, 1, 1)
                .floats("zero", new float[] {0})
                .node("Conv", "c", "x", "w")
                .node("Relu", "r", "c")
                .node("ReduceMax", "max", List.of("x"), Protos.integer("keepdims", 0))
                .node("Greater", "condition", "max", "zero")
                .node(
                        "If",
                        "i",
                        List.of("condition"),
                        TestModel.body("then_branch", then),
                        TestModel.body("else_branch", otherwise))
                .node("Conv", "d", "i", "v")
                .node("Sigmoid", "y", "d")
                .output("y"));
        assertThat(Quantizing.layer(int8, "If").how()).contains("holds graphs of its own");
        assertThat(int8.layers().quantized()).extracting(layer -> layer.name()).containsExactly("d");
        ModelProto saved = Quantizing.saved(int8, folder);
        assertThat(saved.getGraph().getNodeList().stream()
                        .filter(node -> node.getOpType().equals("If"))
                        .flatMap(node -> node.getAttributeList().stream())
                        .flatMap(branch -> branch.getG().getNodeList().stream())
                        .map(node -> node.getOpType()))
                .containsExactlyInAnyOrder("Conv", "Neg");
    }

    @Test
    void aLoop_readsItsWeightsAsTheyWere() throws IOException {
        var body = TestModel.opset(13)
                .input("i", TensorProto.DataType.INT64)
                .input("go", TensorProto.DataType.BOOL)
                .input("state", -1, 4)
                .node("Identity", "go_on", "go")
                .node("MatMul", "next", "state", "w")
                .output("go_on")
                .output("next");
        var int8 = quantized(TestModel.opset(13)
                .input("x", -1, 4)
                .gaussian("w", 4, 4)
                .initializer(Protos.longs("trips", new long[] {3}))
                .initializer(Protos.raw("true", TensorProto.DataType.BOOL, new byte[] {1}))
                .node("MatMul", "m", "x", "w")
                .node("Loop", "l", List.of("trips", "true", "m"), TestModel.body("body", body))
                .node("Tanh", "y", "l")
                .output("y"));
        assertThat(int8.layers().quantized()).extracting(layer -> layer.name()).containsExactly("m");
        ModelProto saved = Quantizing.saved(int8, folder);
        assertThat(Quantizing.initializers(saved, TensorProto.DataType.FLOAT)).contains("w");
        assertThat(Quantizing.initializers(saved, TensorProto.DataType.INT8)).contains("w_int8");
    }

    @Test
    void anEmbedding_isStoredAsBytes_unlessItsTableIsAMask() throws IOException {
        float[] mask = new float[64 * 32];
        mask[5] = Float.NEGATIVE_INFINITY;
        Path file = TestModel.opset(13)
                .input("ids", TensorProto.DataType.INT64, -1)
                .gaussian("table", 64, 32)
                .floats("mask", mask, 64, 32)
                .node("Gather", "rows", "table", "ids")
                .node("Gather", "masks", "mask", "ids")
                .node("Add", "s", "rows", "masks")
                .node("Softmax", "y", "s")
                .output("y")
                .write(folder);
        List<Sample> samples = new ArrayList<>();
        for (long i = 0; i < 8; i++) {
            samples.add(Sample.of(Tensor.of(new long[] {i, 63 - i}, 2)));
        }
        var int8 = Octet.load(file).calibrate(Octet.samples(samples)).quantize();
        assertThat(int8.layers())
                .filteredOn(layer -> layer.type().equals("Gather"))
                .satisfiesExactlyInAnyOrder(
                        rows -> assertThat(rows.quantized()).isTrue(),
                        masks -> assertThat(masks.how()).contains("not finite"));
        assertThat(Quantizing.initializers(Quantizing.saved(int8, folder), TensorProto.DataType.INT8))
                .contains("table_int8");
        assertThat(int8.check().error().sqnr()).isGreaterThan(20);
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

    @Test
    void metadata_isKept_andAForgedRecipeReplaced() throws IOException {
        var built = TestModel.small();
        built.proto().addMetadataPropsBuilder().setKey("author").setValue("somebody");
        built.proto().addMetadataPropsBuilder().setKey("octet.recipe").setValue("forged");
        ModelProto saved = Quantizing.saved(Quantizing.quantize(built, folder), folder);
        Map<String, String> metadata = saved.getMetadataPropsList().stream()
                .collect(java.util.stream.Collectors.toMap(entry -> entry.getKey(), entry -> entry.getValue()));
        assertThat(metadata).containsEntry("author", "somebody");
        assertThat(metadata.get("octet.recipe")).contains("\"intent\"").doesNotContain("forged");
    }
}
