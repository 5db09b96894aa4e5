package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import octet.data.Tensor;
import octet.onnx.proto.AttributeProto;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.TensorProto;
import octet.problem.UnsupportedModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule: ONNX Runtime gives for the upgraded model what it gives for the original. */
class OpsetUpgradeTest {
    private static final Tensor X = Tensor.of(TestModel.gaussian(1, 2, 3, 4, 5), 2, 3, 4, 5);
    private static final String UNKNOWN = "unknown";

    private static TestModel opset(int opset) {
        return TestModel.opset(opset).input("x", -1, 3, -1, 5).output("y");
    }

    private static Arguments named(String name, TestModel model) {
        return Arguments.of(name, model);
    }

    private static Arguments attributes(int opset, String type, AttributeProto... attributes) {
        return named(type + " of opset " + opset, opset(opset).node(type, "y", List.of("x"), attributes));
    }

    private static AttributeProto floats(String name, float... values) {
        var builder = AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.FLOATS);
        for (float value : values) {
            builder.addFloats(value);
        }
        return builder.build();
    }

    private static Stream<Arguments> axesBecomeInputs() {
        return Stream.of(
                named(
                        "Squeeze of opset 7",
                        opset(7).node("Slice", "row", List.of("x"), starts(0), ends(1), Protos.integers("axes", 1))
                                .node("Squeeze", "y", List.of("row"), Protos.integers("axes", 1))),
                named(
                        "Squeeze of opset 11 without axes",
                        TestModel.opset(11).input("x", 2, 3, 4, 5).output("y").node("Squeeze", "y", "x")),
                attributes(7, "Unsqueeze", Protos.integers("axes", 0, 5)),
                attributes(11, "Unsqueeze", Protos.integers("axes", -1)),
                attributes(7, "ReduceSum", Protos.integers("axes", 1, 2), Protos.integer("keepdims", 0)),
                attributes(12, "ReduceSum"));
    }

    private static Stream<Arguments> otherAttributesBecomeInputs() {
        return Stream.of(
                named(
                        "Split of opset 7",
                        opset(7).node(
                                        "Split",
                                        "y",
                                        List.of("x"),
                                        Protos.integer("axis", 1),
                                        Protos.integers("split", 1, 2))
                                .andOutput("z")
                                .output("z")),
                named(
                        "Split of opset 11 into equal parts",
                        TestModel.opset(11)
                                .input("x", 2, 3, 4, 5)
                                .node("Split", "y", List.of("x"), Protos.integer("axis", 2))
                                .andOutput("z")
                                .output("y")
                                .output("z")),
                attributes(7, "Clip", Protos.real("min", -0.1f), Protos.real("max", 0.2f)),
                attributes(10, "Clip", Protos.real("max", 0.2f)),
                attributes(7, "Clip"),
                named(
                        "Clip of opset 12",
                        opset(12).floats("low", new float[] {-0.1f}).node("Clip", "y", "x", "low")),
                attributes(7, "Pad", Protos.integers("pads", 0, 0, 1, 1, 0, 0, 2, 1), Protos.real("value", 3)),
                attributes(
                        10, "Pad", Protos.integers("pads", 0, 0, 1, 1, 0, 0, 2, 1), Protos.string("mode", "reflect")),
                attributes(7, "Slice", starts(1, 0), ends(3, 4), Protos.integers("axes", 1, 3)),
                attributes(9, "Slice", starts(0, 1), ends(1, -1)),
                named(
                        "TopK of opset 7",
                        opset(7).node("TopK", "y", List.of("x"), Protos.integer("k", 2), Protos.integer("axis", 1))
                                .andOutput("i")
                                .output("i")));
    }

    private static AttributeProto starts(long... values) {
        return Protos.integers("starts", values);
    }

    private static AttributeProto ends(long... values) {
        return Protos.integers("ends", values);
    }

    private static Stream<Arguments> softmaxes() {
        return Stream.of("Softmax", "LogSoftmax", "Hardmax")
                .flatMap(type -> Stream.of(
                        attributes(7, type),
                        attributes(7, type, Protos.integer("axis", 0)),
                        attributes(9, type, Protos.integer("axis", 2)),
                        attributes(9, type, Protos.integer("axis", 3)),
                        attributes(11, type, Protos.integer("axis", -1)),
                        attributes(12, type, Protos.integer("axis", -2)),
                        named(
                                type + " of a value of unknown rank",
                                opset(11)
                                        .input(UNKNOWN, TensorProto.DataType.INT64, -1)
                                        .node("Reshape", "v", "x", UNKNOWN)
                                        .node(type, "y", List.of("v"), Protos.integer("axis", 1)))));
    }

    private static Stream<Arguments> resizes() {
        return Stream.of(
                attributes(7, "Upsample", floats("scales", 1, 1, 2, 3)),
                attributes(7, "Upsample", floats("scales", 1, 1, 1.5f, 1.7f)),
                attributes(7, "Upsample", floats("scales", 1, 1, 2, 3), Protos.string("mode", "linear")),
                resize(9, "Upsample", "nearest", 1, 1, 1.5f, 2),
                resize(9, "Upsample", "linear", 1, 1, 1.5f, 2),
                resize(10, "Resize", "nearest", 1, 1, 2, 1.3f),
                resize(10, "Resize", "nearest", 1, 1, 0.5f, 0.6f),
                resize(10, "Resize", "nearest", 1, 1, 0.7f, 1.7f),
                resize(10, "Resize", "linear", 1, 1, 0.5f, 1.7f));
    }

    private static Arguments resize(int opset, String type, String mode, float... scales) {
        return named(
                "%s of opset %d, %s, by %s".formatted(type, opset, mode, java.util.Arrays.toString(scales)),
                opset(opset)
                        .floats("scales", scales, scales.length)
                        .node(type, "y", List.of("x", "scales"), Protos.string("mode", mode)));
    }

    private static Stream<Arguments> others() {
        return Stream.of(
                attributes(7, "Dropout", Protos.real("ratio", 0.3f)),
                attributes(10, "Dropout"),
                attributes(12, "Dropout"),
                batchNormalization(7, Protos.integer("spatial", 1)),
                batchNormalization(9),
                named(
                        "Scatter of opset 9",
                        opset(9).initializer(Protos.longs("at", new long[30], 2, 3, 1, 5))
                                .gaussian("with", 2, 3, 1, 5)
                                .node("Scatter", "y", List.of("x", "at", "with"), Protos.integer("axis", 2))));
    }

    private static Arguments batchNormalization(int opset, AttributeProto... attributes) {
        return named(
                "BatchNormalization of opset " + opset,
                opset(opset)
                        .gaussian("scale", 3)
                        .gaussian("shift", 3)
                        .gaussian("mean", 3)
                        .positive("variance", 3)
                        .node(
                                "BatchNormalization",
                                "y",
                                List.of("x", "scale", "shift", "mean", "variance"),
                                attributes));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"axesBecomeInputs", "otherAttributesBecomeInputs", "softmaxes", "resizes", "others"})
    void anUpgradedModel_computesTheSame(String name, TestModel built) {
        ModelProto model = built.build();
        ModelProto upgraded = OpsetUpgrade.upgrade(new OnnxWeights(model, null)).model();
        assertThat(Protos.opset(upgraded)).isEqualTo(13);
        boolean anyShape = model.getGraph().getInputList().stream()
                .anyMatch(input -> input.getName().equals(UNKNOWN));
        var inputs = anyShape ? Map.of("x", X, UNKNOWN, Tensor.of(new long[] {4, 5, 6}, 3)) : Map.of("x", X);
        Outputs.assertClose(Outputs.of(upgraded, inputs), Outputs.of(model, inputs));
    }

    @Test
    void rulesHold_insideSubgraphsToo() {
        var then = TestModel.opset(11)
                .node("Unsqueeze", "then_out", List.of("x"), Protos.integers("axes", 0))
                .output("then_out");
        var otherwise = TestModel.opset(11)
                .node("Softmax", "soft", List.of("x"), Protos.integer("axis", 1))
                .node("Unsqueeze", "else_out", List.of("soft"), Protos.integers("axes", 0))
                .output("else_out");
        ModelProto model = opset(11)
                .input("condition", TensorProto.DataType.BOOL)
                .node(
                        "If",
                        "y",
                        List.of("condition"),
                        TestModel.body("then_branch", then),
                        TestModel.body("else_branch", otherwise))
                .build();
        ModelProto upgraded = OpsetUpgrade.upgrade(new OnnxWeights(model, null)).model();
        for (byte condition = 0; condition < 2; condition++) {
            var inputs = Map.of("x", X, "condition", Tensor.of(octet.graph.DataType.BOOL, new byte[] {condition}));
            Outputs.assertClose(Outputs.of(upgraded, inputs), Outputs.of(model, inputs));
        }
    }

    @Test
    void scanOfOpset8_isRefused() {
        ModelProto model = opset(8).node("Scan", "y", "x").build();
        assertThatExceptionOfType(UnsupportedModelException.class)
                .isThrownBy(() -> OpsetUpgrade.upgrade(new OnnxWeights(model, null)))
                .withMessageContaining("Scan of opset 8");
    }

    @Test
    void batchNormalizationByPixel_isRefused() {
        ModelProto model =
                ((TestModel) batchNormalization(7, Protos.integer("spatial", 0)).get()[1]).build();
        assertThatExceptionOfType(UnsupportedModelException.class)
                .isThrownBy(() -> OpsetUpgrade.upgrade(new OnnxWeights(model, null)))
                .withMessageContaining("BatchNormalization");
    }
}
