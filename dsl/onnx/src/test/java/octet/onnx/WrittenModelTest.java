package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import octet.Octet;
import octet.QuantizedModel;
import octet.data.Sample;
import octet.data.Tensor;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.TensorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written: names, shared constants, tables and metadata. */
class WrittenModelTest {
    @TempDir
    private Path folder;

    private QuantizedModel quantized(TestModel model) throws IOException {
        return Quantizing.faithful(model, folder);
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
                .gaussian("w", 8, 3, 1, 1)
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
