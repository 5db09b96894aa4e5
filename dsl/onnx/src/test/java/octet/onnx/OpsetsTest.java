package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import octet.onnx.proto.NodeProto;
import octet.onnx.proto.TensorProto;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpsetsTest {
    @TempDir
    private Path folder;

    private static IntStream opsets() {
        return IntStream.rangeClosed(7, 26);
    }

    @ParameterizedTest
    @MethodSource("opsets")
    void aModelOfEveryOpset_isQuantizedByChannel(int opset) throws IOException {
        var model = TestModel.opset(opset)
                .input("x", -1, 3, 8, 8)
                .gaussian("w1", 8, 3, 1, 1)
                .gaussian("w2", 4, 8)
                .gaussian("b2", 4)
                .node("Conv", "c", "x", "w1")
                .node("Relu", "r", "c")
                .node("GlobalAveragePool", "p", "r")
                .node("Flatten", "f", "p")
                .node("Gemm", "y", List.of("f", "w2", "b2"), Protos.integer("transB", 1))
                .output("y");
        var int8 = Quantizing.quantize(model, folder);
        assertThat(int8.check().error().sqnr()).as("SQNR").isGreaterThan(25);
        assertThat(int8.layers().quantized()).extracting(layer -> layer.type()).contains("Conv", "Gemm");
        var saved = Quantizing.saved(int8, folder);
        assertThat(Protos.opset(saved)).isEqualTo(Math.max(13, opset));
        assertThat(Quantizing.initializers(saved, TensorProto.DataType.INT8)).contains("w1_int8", "w2_int8");
        assertThat(saved.getGraph().getNodeList())
                .filteredOn(node -> node.getOpType().equals("DequantizeLinear")
                        && node.getInput(0).equals("w1_int8"))
                .singleElement()
                .extracting((NodeProto node) -> Protos.integer(node, "axis", -9))
                .isEqualTo(0L);
    }
}
