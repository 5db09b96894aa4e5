package octet.openvino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import octet.Model;
import octet.Octet;
import octet.data.NumpyFiles;
import octet.data.Tensor;
import octet.metric.Ctc;
import octet.metric.Metric;
import octet.onnx.proto.GraphProto;
import octet.onnx.proto.ModelProto;
import octet.onnx.proto.NodeProto;
import octet.onnx.proto.OperatorSetIdProto;
import octet.onnx.proto.StringStringEntryProto;
import octet.onnx.proto.TensorProto;
import octet.onnx.proto.TensorShapeProto;
import octet.onnx.proto.TypeProto;
import octet.onnx.proto.ValueInfoProto;
import octet.openvino.runtime.ConverterException;
import octet.openvino.runtime.OpenVinoConverter;
import octet.problem.BadModelException;
import octet.problem.SaveException;
import octet.problem.UnsupportedModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ONNX in, IR out, by OpenVINO's own library. */
@NeedsOpenVino
@EnabledOnOs(OS.LINUX)
class ConversionTest {
    private static final Map<String, Tensor> TOKENS = Map.of(
            "input_ids", Tensor.of(new long[] {101, 2023, 2003, 1037, 3231, 102}, 1, 6),
            "attention_mask", Tensor.of(new long[] {1, 1, 1, 1, 1, 1}, 1, 6),
            "token_type_ids", Tensor.of(new long[6], 1, 6));

    @TempDir
    private Path folder;

    private static Path onnx(String name) throws IOException, InterruptedException {
        return Resources.model("rec").resolveSibling(name);
    }

    @Test
    void theRecogniser_givesWhatOpenVinoGivesOfItsOnnx_andIsQuantized() throws IOException, InterruptedException {
        Path source = onnx("ch_PP-OCRv4_rec_infer.onnx");
        Path target = folder.resolve("Erkennung – 字.xml");
        Model model = Octet.convert(source, target);
        var sample = Resources.lines("validation").toList().get(0);
        check(source, target, Map.of(model.inputs().get(0).name(), sample.tensor()));
        assertThat(Files.size(folder.resolve("Erkennung – 字.bin")))
                .as("float32")
                .isGreaterThan(Files.size(source) * 9 / 10);
        var int8 = model.calibrate(Resources.lines("calibration").take(20)).quantize();
        List<String> alphabet = new ArrayList<>(Resources.alphabet());
        alphabet.add(" ");
        var metric = Metric.characterAccuracy(new Ctc(alphabet)::decode);
        assertThat(int8.validate(Resources.lines("validation").take(20), metric).drop())
                .isLessThan(0.01);
        assertThat(int8.save(folder.resolve("int8.xml"))).exists();
        assertThat(files())
                .containsExactly("Erkennung – 字.bin", "Erkennung – 字.xml", "int8.bin", "int8.recipe.json", "int8.xml");
    }

    @Test
    void theSentenceTransformer_givesWhatOpenVinoGivesOfItsOnnx() throws IOException, InterruptedException {
        Path source = onnx("all-minilm-l6-v2.onnx");
        Octet.convert(source, folder.resolve("model.xml"));
        check(source, folder.resolve("model.xml"), TOKENS);
    }

    private void check(Path source, Path target, Map<String, Tensor> inputs) throws IOException, InterruptedException {
        Npz.write(folder.resolve("in.npz"), inputs);
        Python.script("run.py", source, folder.resolve("in.npz"), folder.resolve("out.npz"));
        try (var opened = new OpenVinoFormat().open(target)) {
            assertThat(opened.session().run(inputs)).isEqualTo(NumpyFiles.arrays(folder.resolve("out.npz")));
        }
        Files.delete(folder.resolve("in.npz"));
        Files.delete(folder.resolve("out.npz"));
    }

    @Test
    void weightsBesideAModel_comeAlong() throws IOException {
        byte[] weights = new byte[16];
        Arrays.fill(weights, (byte) 63);
        Files.write(folder.resolve("w.bin"), weights);
        Octet.convert(external("w.bin"), folder.resolve("out.xml"));
        assertThat(folder.resolve("out.bin")).hasBinaryContent(weights);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../w.bin", "/etc/hostname", "link.bin", "none.bin"})
    void weightsElsewhere_areNotRead(String location) throws IOException {
        Files.write(folder.resolve("w.bin"), new byte[16]);
        Files.createSymbolicLink(folder.resolve("link.bin"), Path.of("w.bin"));
        refused(external(location), "external");
    }

    @Test
    void files_thatAreNoModels_areRefused() throws IOException, InterruptedException {
        byte[] whole = Files.readAllBytes(onnx("ch_ppocr_mobile_v2.0_cls_infer.onnx"));
        Path file = folder.resolve("model.onnx");
        refused(Files.write(file, new byte[0]), "model.onnx is empty");
        refused(Files.writeString(file, "no model at all"), "model.onnx");
        refused(Files.write(file, Arrays.copyOf(whole, whole.length / 2)), "model.onnx");
        refused(folder.resolve("none.onnx"), "There is no file");
    }

    private void refused(Path model, String message) throws IOException {
        List<String> before = files();
        assertThatExceptionOfType(BadModelException.class)
                .isThrownBy(() -> Octet.convert(model, folder.resolve("out.xml")))
                .withMessageContaining(message);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void whatOpenVinoRefuses_isToldInItsWords() throws IOException {
        Path file = Files.write(
                folder.resolve("model.onnx"),
                model(node("NoSuchOperator")).build().toByteArray());
        assertThatExceptionOfType(UnsupportedModelException.class)
                .isThrownBy(() -> Octet.convert(file, folder.resolve("out.xml")))
                .withMessageContainingAll("OpenVINO did not turn", "NoSuchOperator", "export the model again")
                .withMessageNotContaining(".cpp")
                .withMessageNotContaining("WARNING");
        assertThat(files()).containsExactly("model.onnx");
    }

    @Test
    void aProcessThatDies_isAnError_andNotTheEndOfThisOne() throws IOException, InterruptedException {
        Path source = onnx("ch_ppocr_mobile_v2.0_cls_infer.onnx");
        Path xml = Files.createDirectory(folder.resolve("model.xml"));
        assertThatExceptionOfType(ConverterException.class)
                .isThrownBy(() -> OpenVinoConverter.convert(source, xml))
                .withMessageContaining("its process ended with code")
                .satisfies(e -> assertThat(e.isOfTheModel()).isFalse());
    }

    @Test
    void otherPairsOfFormats_areRefused() throws IOException, InterruptedException {
        Path ir = Resources.model("cls");
        assertThatExceptionOfType(UnsupportedModelException.class)
                .isThrownBy(() -> Octet.convert(ir, folder.resolve("out.xml")))
                .withMessageContaining("are of the format OpenVINO IR");
        assertThatExceptionOfType(UnsupportedModelException.class)
                .isThrownBy(() -> Octet.convert(ir, folder.resolve("out.onnx")))
                .withMessageContaining("Octet does not turn");
        assertThatExceptionOfType(UnsupportedModelException.class)
                .isThrownBy(() -> Octet.convert(ir, folder.resolve("out.h5")))
                .withMessageContaining("no known model format");
        assertThatExceptionOfType(SaveException.class)
                .isThrownBy(() ->
                        Octet.convert(onnx("ch_ppocr_mobile_v2.0_cls_infer.onnx"), folder.resolve("none/out.xml")))
                .withMessageContaining("there is no folder");
        assertThat(files()).isEmpty();
    }

    private Path external(String location) throws IOException {
        var weight = TensorProto.newBuilder()
                .setName("w")
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .addDims(4)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue(location));
        ModelProto.Builder model = model(node("Add").addInput("w"));
        model.getGraphBuilder().addInitializer(weight);
        return Files.write(folder.resolve("model.onnx"), model.build().toByteArray());
    }

    private static NodeProto.Builder node(String type) {
        return NodeProto.newBuilder()
                .setName("node")
                .setOpType(type)
                .addInput("x")
                .addOutput("y");
    }

    private static ModelProto.Builder model(NodeProto.Builder node) {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(GraphProto.newBuilder()
                        .setName("graph")
                        .addInput(value("x"))
                        .addNode(node)
                        .addOutput(value("y")));
    }

    private static ValueInfoProto value(String name) {
        var shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(4));
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                                .setShape(shape)))
                .build();
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
