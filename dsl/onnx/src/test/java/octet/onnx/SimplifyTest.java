package octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import octet.Model;
import octet.Octet;
import octet.graph.Node;
import octet.onnx.proto.TensorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What loading makes of a model computes the same, and finds the weights wherever they are. */
class SimplifyTest {
    @TempDir
    private Path folder;

    /** Loads the model, asserts that its outputs are those of the file, and returns it. */
    private Model simplified(TestModel built) throws IOException {
        Path file = built.write(folder);
        Model model = Octet.load(file);
        var samples = Quantizing.samples(model.inputs()).toList();
        try (var simple = new OnnxFormat().read(file).openWith(List.of())) {
            for (var sample : samples) {
                Outputs.assertClose(simple.run(sample.inputs()), Outputs.of(built.build(), sample.inputs()));
            }
        }
        return model;
    }

    private static List<String> types(Model model) {
        return model.graph().nodes().stream().map(Node::type).toList();
    }

    private static TestModel convolution() {
        return TestModel.opset(13)
                .input("x", -1, 3, 8, 8)
                .gaussian("w", 8, 3, 1, 1)
                .node("Conv", "c", "x", "w");
    }

    @Test
    void batchNormalization_isFolded() throws IOException {
        var model = simplified(convolution()
                .gaussian("scale", 8)
                .gaussian("shift", 8)
                .gaussian("mean", 8)
                .positive("variance", 8)
                .node("BatchNormalization", "n", "c", "scale", "shift", "mean", "variance")
                .node("Relu", "y", "n")
                .output("y"));
        assertThat(types(model)).containsExactly("Conv", "Relu");
    }

    @Test
    void scaleChains_areFolded() throws IOException {
        var model = simplified(convolution()
                .gaussian("a", 1, 8, 1, 1)
                .gaussian("b", 8, 1, 1)
                .floats("two", new float[] {2})
                .node("Mul", "m", "a", "c")
                .node("Add", "s", "m", "b")
                .node("Div", "d", "s", "two")
                .node("Sub", "u", "d", "two")
                .node("Sigmoid", "y", "u")
                .output("y"));
        assertThat(types(model)).containsExactly("Conv", "Sigmoid");
        assertThat(model.info().remarks())
                .anySatisfy(remark -> assertThat(remark).contains("scale chain folded"));
    }

    @Test
    void hardSwishes_spelledOut_areShortened() throws IOException {
        for (boolean divided : new boolean[] {true, false}) {
            var model = simplified(convolution()
                    .floats("three", new float[] {3})
                    .floats("zero", new float[] {0})
                    .floats("six", new float[] {6})
                    .floats("sixth", new float[] {1 / 6f})
                    .node("Relu", "v", "c")
                    .node("Add", "a", "v", "three")
                    .node("Clip", "p", List.of("a", "zero", "six"))
                    .node("Mul", "m", "p", "v")
                    .node(divided ? "Div" : "Mul", "y", "m", divided ? "six" : "sixth")
                    .output("y"));
            assertThat(types(model)).doesNotContain("Clip", "Add");
        }
    }

    @Test
    void weightsInConstants_andBehindMovements_areWeights() throws IOException {
        var built = TestModel.opset(13)
                .input("x", -1, 4)
                .node(
                        "Constant",
                        "k",
                        List.of(),
                        TestModel.tensor("value", Protos.floats("", TestModel.gaussian(1, 4, 4), 4, 4)))
                .gaussian("w2", 4, 4)
                .gaussian("w3", 16)
                .gaussian("w4", 4, 4)
                .longs("square", 4, 4)
                .node("MatMul", "m1", "x", "k")
                .node("Transpose", "t2", List.of("w2"), Protos.integers("perm", 1, 0))
                .node("MatMul", "m2", "m1", "t2")
                .node("Reshape", "r3", "w3", "square")
                .node("MatMul", "m3", "m2", "r3")
                .node("Identity", "i4", "w4")
                .node("MatMul", "y", "m3", "i4")
                .output("y");
        var model = simplified(built);
        assertThat(types(model)).containsExactly("MatMul", "MatMul", "MatMul", "MatMul");
        var int8 = model.calibrate(Quantizing.samples(model.inputs())).quantize();
        assertThat(int8.plan().weights()).hasSize(4);
    }

    @Test
    void initializersListedAsInputs_areConstants() throws IOException {
        for (int ir : new int[] {3, 7}) {
            var built = convolution()
                    .gaussian("b", 8)
                    .input("w", 8, 3, 1, 1)
                    .input("b", 8)
                    .node("Conv", "d", List.of("x", "w", "b"))
                    .node("Sigmoid", "y", "d")
                    .node("Sigmoid", "z", "c")
                    .output("y")
                    .output("z");
            built.proto().setIrVersion(ir);
            var model = simplified(built);
            assertThat(model.inputs()).extracting(input -> input.name()).containsExactly("x");
            var int8 = model.calibrate(Quantizing.samples(model.inputs())).quantize();
            assertThat(int8.plan().weights()).hasSize(2);
            var saved = Quantizing.saved(int8, folder);
            assertThat(saved.getGraph().getInputList())
                    .extracting(input -> input.getName())
                    .containsExactly("x");
            var sample = Quantizing.samples(model.inputs()).toList().get(0);
            assertThat(Outputs.of(saved, sample.inputs())).containsOnlyKeys("y", "z");
        }
    }

    @Test
    void operationsWithoutNames_orWithOneForAll_getTheirOwn() throws IOException {
        var built =
                convolution().node("Relu", "r", "c").node("Sigmoid", "y", "r").output("y");
        for (String name : new String[] {"", "node"}) {
            var graph = built.proto().getGraphBuilder();
            for (int i = 0; i < graph.getNodeCount(); i++) {
                graph.getNodeBuilder(i).setName(name);
            }
            var model = Octet.load(built.write(folder));
            assertThat(model.graph().nodes())
                    .extracting(Node::name)
                    .doesNotHaveDuplicates()
                    .doesNotContain("");
            assertThat(model.run(Quantizing.samples(model.inputs()).toList().get(0)))
                    .containsOnlyKeys("y");
        }
    }

    @Test
    void aSparseConstant_isRead() throws IOException {
        var built = TestModel.opset(13)
                .input("x", 1, 3)
                .node("MatMul", "y", "x", "w")
                .output("y");
        built.proto()
                .getGraphBuilder()
                .addSparseInitializerBuilder()
                .setValues(Protos.floats("w", new float[] {1, 2}, 2))
                .setIndices(Protos.longs("", new long[] {0, 5}, 2))
                .addDims(3)
                .addDims(3);
        simplified(built);
    }

    @Test
    void aFunctionOfTheModelsOwn_isInlined() throws IOException {
        var built = TestModel.opset(17).input("x", 1, 3);
        var function = built.proto().addFunctionsBuilder().setName("Twice").setDomain("my.domain");
        function.addInput("a").addOutput("b").addNode(Protos.node("Add", "add", List.of("a", "a"), "b"));
        function.addOpsetImportBuilder().setVersion(17);
        built.proto().addOpsetImportBuilder().setDomain("my.domain").setVersion(1);
        built.node(Protos.node("Twice", "twice", List.of("x"), "y").toBuilder()
                        .setDomain("my.domain")
                        .build())
                .output("y");
        assertThat(types(simplified(built))).containsExactly("Add");
    }

    @Test
    void anUnusedConstant_isLeftOut() throws IOException {
        var built = convolution()
                .gaussian("unused", 1000, 1000)
                .node("Sigmoid", "y", "c")
                .output("y");
        var int8 = Quantizing.quantize(built, folder);
        assertThat(Quantizing.saved(int8, folder).getGraph().getInitializerList())
                .extracting(TensorProto::getName)
                .doesNotContain("unused");
        assertThat(int8.bytes()).isLessThan(10_000);
    }
}
