package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import octet.QuantizedModel;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.TensorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operations that hold graphs of their own. */
class SubgraphTest {
    @TempDir
    private Path folder;

    private QuantizedModel quantized(TestModel model) throws IOException {
        return Quantizing.faithful(model, folder);
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
                .gaussian("w", 8, 3, 1, 1)
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
}
