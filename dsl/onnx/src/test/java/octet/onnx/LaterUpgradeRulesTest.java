package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import octet.data.Tensor;
import octet.onnx.proto.AttributeProto;
import octet.onnx.proto.ModelProto;
import octet.problem.UnsupportedModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule: ONNX Runtime gives for the model of opset 21 what it gives for the original. */
class LaterUpgradeRulesTest {
    private static final Tensor X = Tensor.of(TestModel.gaussian(1, 2, 3, 4, 6), 2, 3, 4, 6);

    private static TestModel opset(int opset) {
        return TestModel.opset(opset).input("x", -1, 3, -1, 6).output("y");
    }

    private static Arguments attributes(int opset, String type, AttributeProto... attributes) {
        return named(type, opset, opset(opset).node(type, "y", List.of("x"), attributes));
    }

    private static Arguments named(String type, int opset, TestModel model) {
        return Arguments.of(type + " of opset " + opset, model);
    }

    private static Stream<Arguments> reductions() {
        return Stream.of("L1", "L2", "LogSumExp", "Max", "Mean", "Min", "Prod", "SumSquare", "Sum")
                .flatMap(kind -> Stream.of(
                        attributes(13, "Reduce" + kind),
                        kind.equals("Sum")
                                ? attributes(13, "ReduceSum", Protos.integer("keepdims", 0))
                                : attributes(
                                        17,
                                        "Reduce" + kind,
                                        Protos.integers("axes", 1, -1),
                                        Protos.integer("keepdims", 0))));
    }

    private static Arguments split(int opset) {
        return named(
                "Split",
                opset,
                opset(opset)
                        .node("Split", "y", List.of("x"), Protos.integer("axis", -1))
                        .andOutput("z")
                        .output("z"));
    }

    private static Arguments gridSample(String mode) {
        return named(
                "GridSample " + mode,
                16,
                opset(16)
                        .gaussian("grid", 2, 3, 3, 2)
                        .node("GridSample", "y", List.of("x", "grid"), Protos.string("mode", mode)));
    }

    private static Stream<Arguments> others() {
        return Stream.of(
                split(13),
                split(17),
                named(
                        "Split into unequal parts",
                        13,
                        opset(13)
                                .longs("parts", 1, 2)
                                .node("Split", "y", List.of("x", "parts"), Protos.integer("axis", 1))
                                .andOutput("z")
                                .output("z")),
                gridSample("bilinear"),
                gridSample("bicubic"),
                gridSample("nearest"),
                named("GridSample", 16, opset(16).gaussian("grid", 2, 3, 3, 2).node("GridSample", "y", "x", "grid")),
                named(
                        "RoiAlign",
                        13,
                        opset(13)
                                .floats("rois", new float[] {0, 0, 3, 3, 1, 0, 5, 2}, 2, 4)
                                .longs("batches", 0, 1)
                                .node(
                                        "RoiAlign",
                                        "y",
                                        List.of("x", "rois", "batches"),
                                        Protos.integer("output_height", 2),
                                        Protos.integer("output_width", 2))),
                named(
                        "DFT",
                        17,
                        TestModel.opset(17)
                                .input("x", 2, 3, 4, 6)
                                .output("y")
                                .longs("shape", 4, 9, 4, 1)
                                .node("Reshape", "real", "x", "shape")
                                .node("DFT", "y", List.of("real"))),
                named(
                        "DFT along another axis",
                        19,
                        TestModel.opset(19)
                                .input("x", 2, 3, 4, 6)
                                .output("y")
                                .longs("shape", 4, 9, 4, 1)
                                .node("Reshape", "real", "x", "shape")
                                .node("DFT", "y", List.of("real"), Protos.integer("axis", 2))),
                named(
                        "BatchNormalization",
                        13,
                        opset(13)
                                .gaussian("scale", 3)
                                .gaussian("shift", 3)
                                .gaussian("mean", 3)
                                .positive("variance", 3)
                                .node("BatchNormalization", "y", "x", "scale", "shift", "mean", "variance")),
                named("Pad", 13, opset(13).longs("pads", 0, 0, 1, 1, 0, 0, 2, 0).node("Pad", "y", "x", "pads")),
                named(
                        "Resize",
                        13,
                        opset(13)
                                .floats("scales", new float[] {1, 1, 1.5f, 2}, 4)
                                .node("Resize", "y", List.of("x", "", "scales"), Protos.string("mode", "linear"))),
                attributes(
                        13,
                        "AveragePool",
                        Protos.integers("kernel_shape", 3, 3),
                        Protos.integers("strides", 2, 2),
                        Protos.integer("ceil_mode", 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"reductions", "others"})
    void anUpgradedModel_computesTheSame(String name, TestModel built) {
        ModelProto model = built.build();
        ModelProto upgraded =
                OpsetUpgrade.upgradeForSixteenBits(new OnnxWeights(model, null)).model();
        assertThat(Protos.opset(upgraded)).isEqualTo(21);
        Outputs.assertClose(Outputs.of(upgraded, Map.of("x", X)), Outputs.of(model, Map.of("x", X)));
    }

    @Test
    void aLaterModel_staysAsItIs() {
        var weights = new OnnxWeights(opset(22).node("Relu", "y", "x").build(), null);
        assertThat(OpsetUpgrade.upgradeForSixteenBits(weights)).isSameAs(weights);
    }

    @Test
    void groupNormalization_isRefused() {
        var weights = new OnnxWeights(
                opset(18)
                        .gaussian("scale", 3)
                        .gaussian("shift", 3)
                        .node(
                                "GroupNormalization",
                                "y",
                                List.of("x", "scale", "shift"),
                                Protos.integer("num_groups", 3))
                        .build(),
                null);
        assertThatExceptionOfType(UnsupportedModelException.class)
                .isThrownBy(() -> OpsetUpgrade.upgradeForSixteenBits(weights))
                .withMessageContaining("GroupNormalization before opset 21");
    }

    @Test
    void batchNormalizationInTraining_isRefused() {
        var weights = new OnnxWeights(
                opset(13)
                        .gaussian("scale", 3)
                        .gaussian("shift", 3)
                        .gaussian("mean", 3)
                        .positive("variance", 3)
                        .node("BatchNormalization", "y", "x", "scale", "shift", "mean", "variance")
                        .andOutput("newMean")
                        .build(),
                null);
        assertThatExceptionOfType(UnsupportedModelException.class)
                .isThrownBy(() -> OpsetUpgrade.upgradeForSixteenBits(weights))
                .withMessageContaining("BatchNormalization in training, 'y'");
    }
}
